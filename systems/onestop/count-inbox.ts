import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type InboxTab, inboxTabs, tabCondition } from './inbox-tabs.ts';

const countLimit = 1000;

/** How many dossiers are in each of an officer's lists; beyond a thousand it says a thousand. */
export const countInbox = query({
  name: 'onestop.count-inbox',
  summary: 'Số hồ sơ trong từng nhóm của hộp việc',
  input: z.strictObject({}),
  output: z.record(z.enum(inboxTabs), z.int()),
  access: { permission: 'onestop.view' },
  run: async (ctx) => {
    const columns = {
      agency: 'd.agency_id',
      unit: 'd.unit_id',
      official: 'd.official_id',
      confidentiality: 'd.confidentiality',
    };
    const mayView = visible(ctx.actor, 'onestop.view', columns);
    const counted = inboxTabs.filter((tab) => tab !== 'closed' && tab !== 'open');
    const parts = counted.map(
      (tab) => sql`select ${tab} as tab, (select count(*) from
        (select from cases.dossier d where ${mayView} and ${tabCondition(tab, ctx.actor, ctx.now)} limit ${countLimit}) x)::int as n`,
    );
    const found = await sql<{ tab: InboxTab; n: number }>`${sql.join(parts, sql` union all `)}`.execute(ctx.tx);
    const counts = Object.fromEntries(inboxTabs.map((tab) => [tab, 0])) as Record<InboxTab, number>;
    for (const row of found.rows) counts[row.tab] = row.n;
    return counts;
  },
});
