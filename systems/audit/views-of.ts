import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { entrySchema, loadEntries } from './entry.ts';
import { recordTarget } from './record-target.ts';

const viewSchema = entrySchema.pick({
  id: true,
  at: true,
  operation: true,
  actor: true,
  actorName: true,
  request: true,
});

/** Who looked at a thing and when: a dossier, unless another relation is named. */
export const viewsOf = query({
  name: 'audit.views-of',
  summary: 'Ai đã xem hồ sơ này',
  input: z.strictObject({
    relation: z.string().trim().max(200).default('cases.dossier'),
    key: z.string().trim().min(1).max(200),
    beforeId: z.int().min(1).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ rows: z.array(viewSchema), nextBeforeId: z.int().nullable() }),
  access: { permission: 'audit.view', of: recordTarget },
  run: async (ctx, { limit, ...of }) => {
    const entries = await loadEntries(ctx, { ...of, kind: 'view', limit });
    const rows = entries.map(({ id, at, operation, actor, actorName, request }) => ({
      id,
      at,
      operation,
      actor,
      actorName,
      request,
    }));
    return { rows, nextBeforeId: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
});
