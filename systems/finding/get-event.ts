import { fail } from '@cuaso/kernel/errors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { entrySchema, listEntries } from '../procedures/public.ts';
import { entriesOf, eventKey } from './event-content.ts';
import { findEvent } from './events.ts';

/** A life event with the procedures that belong to it today; a repealed one is gone from it by itself. */
export const getEvent = query({
  name: 'finding.get-event',
  summary: 'Xem sự kiện đời sống',
  input: z.strictObject({ key: eventKey }),
  output: z.strictObject({
    key: z.string(),
    audience: z.enum(['citizen', 'business']),
    title: z.string(),
    summary: z.string(),
    groups: z.array(z.strictObject({ title: z.string(), rows: z.array(entrySchema) })),
  }),
  access: { everyone: 'Circular 32/2017, art. 11: a service is found within three clicks' },
  run: async (ctx, input) => {
    const event = await findEvent(ctx, input.key);
    if (!event?.isShown) return fail('not_found', 'finding.no_such_event');
    const { key, audience, title, summary, groups } = event;
    const entries = await listEntries(ctx, {
      codes: groups.flatMap((group) => group.codes),
      fieldCodes: groups.flatMap((group) => group.rule?.fieldCode ?? []),
    });
    const filled = groups.map((group) => ({ title: group.title, rows: entriesOf(group, entries) }));
    return { key, audience, title, summary, groups: filled.filter((group) => group.rows.length > 0) };
  },
});
