import { fail } from '@cuaso/kernel/errors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { eventContentSchema, eventKey } from './event-content.ts';
import { eventColumns, type EventRow } from './events.ts';

/** A life event as it is written, in its last version or an earlier one, and when each was saved. */
export const getEventContent = query({
  name: 'finding.get-event-content',
  summary: 'Xem nội dung sự kiện đời sống để sửa',
  input: z.strictObject({ key: eventKey, number: z.int().min(1).optional() }),
  output: z.strictObject({
    key: z.string(),
    /** The newest number: what a change starts from. */
    number: z.int(),
    content: eventContentSchema,
    versions: z.array(z.strictObject({ number: z.int(), savedAt: z.string(), savedBy: z.string() })),
  }),
  access: { permission: 'finding.curate' },
  run: async (ctx, input) => {
    const found = await sql<EventRow>`select ${eventColumns} from finding.event_version
      where event_key = ${input.key} order by number desc limit 200`.execute(ctx.tx);
    const newest = found.rows[0] ?? fail('not_found', 'finding.no_such_event');
    const wanted = found.rows.find((row) => row.number === (input.number ?? newest.number));
    const {
      key: _,
      number: __,
      savedAt: ___,
      savedBy: ____,
      ...content
    } = wanted ?? fail('not_found', 'finding.no_such_event');
    const versions = found.rows.map(({ number, savedAt, savedBy }) => ({
      number,
      savedAt: savedAt.toISOString(),
      savedBy,
    }));
    return { key: input.key, number: newest.number, content, versions };
  },
});
