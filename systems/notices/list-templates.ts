import { noticeKindsOf } from '@cuaso/platform/notices/kind.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** What people are told, with the version of the words in force. */
export const listTemplates = query({
  name: 'notices.list-templates',
  summary: 'Các mẫu thông báo',
  input: z.strictObject({}),
  output: z.strictObject({
    items: z.array(
      z.strictObject({
        kind: z.string(),
        title: z.string(),
        choice: z.enum(['may_mute', 'always']),
        version: z.int(),
        hasDraft: z.boolean(),
      }),
    ),
  }),
  access: { permission: 'notices.edit' },
  run: async (ctx) => {
    const found = await sql<{ kind: string; version: number; hasDraft: boolean }>`
      select kind, coalesce(max(version), 0)::int as version, bool_or(version is null) as "hasDraft"
      from notices.template group by kind`.execute(ctx.tx);
    const stored = new Map(found.rows.map((row) => [row.kind, row]));
    const items = noticeKindsOf(ctx).map(({ name, title, choice }) => {
      const { version = 0, hasDraft = false } = stored.get(name) ?? {};
      return { kind: name, title, choice, version, hasDraft };
    });
    return { items };
  },
});
