import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { eventColumns, type EventRow } from './events.ts';

/** Every life event, shown or not, for those who arrange them. */
export const listAllEvents = query({
  name: 'finding.list-all-events',
  summary: 'Danh sách sự kiện đời sống để sắp xếp',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        key: z.string(),
        audience: z.enum(['citizen', 'business']),
        position: z.int(),
        title: z.string(),
        isShown: z.boolean(),
        number: z.int(),
        savedAt: z.string(),
      }),
    ),
  }),
  access: { permission: 'finding.curate' },
  isolation: 'statement',
  run: async (ctx) => {
    const found = await sql<EventRow>`select * from (select distinct on (event_key) ${eventColumns}
      from finding.event_version order by event_key, number desc) e order by audience desc, position, key`.execute(
      ctx.tx,
    );
    const rows = found.rows.map(({ key, audience, position, title, isShown, number, savedAt }) => ({
      key,
      audience,
      position,
      title,
      isShown,
      number,
      savedAt: savedAt.toISOString(),
    }));
    return { rows };
  },
});
