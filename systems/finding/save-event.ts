import { fail } from '@cuaso/kernel/errors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { eventContentSchema, eventKey } from './event-content.ts';
import { findEvent, keepEvent } from './events.ts';

/** Saves the next version of a life event; `number` is what one began from, 0 for a new one. */
export const saveEvent = command({
  name: 'finding.save-event',
  summary: 'Lưu sự kiện đời sống',
  input: z.strictObject({ key: eventKey, number: z.int().min(0), content: eventContentSchema }),
  output: z.strictObject({ key: z.string(), number: z.int() }),
  access: { permission: 'finding.curate' },
  run: async (ctx, input) => {
    // Versions never change and so cannot be locked: two who save the same event go one after the other.
    await sql`select pg_advisory_xact_lock(hashtext('finding.event_version'), hashtext(${input.key}))`.execute(ctx.tx);
    const last = (await findEvent(ctx, input.key))?.number ?? 0;
    if (last !== input.number) fail('conflict', 'finding.changed_meanwhile');
    await keepEvent(ctx, input.key, last + 1, input.content);
    return { key: input.key, number: last + 1 };
  },
});
