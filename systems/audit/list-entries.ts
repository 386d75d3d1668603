import { addDays, instantAt } from '@cuaso/kernel/clock.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { entrySchema, loadEntries, seenIn } from './entry.ts';
import { recordTarget } from './record-target.ts';

const word = z.string().trim().max(200);

/** The record, filtered by row, actor, operation and days; the next part begins before the last id. */
export const listEntries = query({
  name: 'audit.list-entries',
  summary: 'Tra cứu nhật ký hệ thống',
  input: z.strictObject({
    kind: z.enum(['insert', 'update', 'delete', 'view']).optional(),
    relation: word.optional(),
    key: word.optional(),
    actor: word.optional(),
    operation: word.optional(),
    fromOn: plainDate.optional(),
    untilOn: plainDate.optional(),
    beforeId: z.int().min(1).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ rows: z.array(entrySchema), nextBeforeId: z.int().nullable() }),
  access: { permission: 'audit.view', of: recordTarget },
  sees: ({ rows }) => seenIn(rows),
  run: async (ctx, { fromOn, untilOn, limit, ...filter }) => {
    const from = fromOn === undefined ? undefined : instantAt(fromOn, 0);
    const to = untilOn === undefined ? undefined : instantAt(addDays(untilOn, 1), 0);
    const rows = await loadEntries(ctx, { ...filter, from, to, limit });
    return { rows, nextBeforeId: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
});
