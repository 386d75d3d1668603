import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const rowSchema = z.strictObject({
  key: z.string(),
  audience: z.enum(['citizen', 'business']),
  title: z.string(),
  summary: z.string(),
});

/** The life events that are shown, in their order. */
export const listEvents = query({
  name: 'finding.list-events',
  summary: 'Các sự kiện đời sống',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(rowSchema) }),
  access: { everyone: 'Circular 32/2017, art. 11: a service is found within three clicks' },
  isolation: 'statement',
  run: async (ctx) => {
    const found = await sql<z.infer<typeof rowSchema>>`
      select key, audience, title, summary from (
        select distinct on (event_key) event_key as key, audience, title, summary, position, is_shown
        from finding.event_version order by event_key, number desc
      ) e where is_shown order by audience desc, position, key limit 200`.execute(ctx.tx);
    return { rows: found.rows };
  },
});
