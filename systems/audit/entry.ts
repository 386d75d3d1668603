import type { Context } from '@cuaso/platform/operations/context.ts';
import type { Seen } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** An entry of the record. */
export const entrySchema = z.strictObject({
  id: z.int(),
  at: z.string(),
  kind: z.enum(['insert', 'update', 'delete', 'view']),
  relation: z.string(),
  key: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  operation: z.string(),
  actor: z.string(),
  actorName: z.string().nullable(),
  request: z.string(),
});
/** An entry of the record. */
export type Entry = z.infer<typeof entrySchema>;

/** What may be asked of the record; what is missing is not asked for. */
export type EntryFilter = {
  kind?: string | undefined;
  relation?: string | undefined;
  key?: string | undefined;
  actor?: string | undefined;
  operation?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  beforeId?: number | undefined;
  limit: number;
};

/** Entries that fit, the newest first, with the names of the officials behind them. */
export async function loadEntries(ctx: Context, filter: EntryFilter): Promise<Entry[]> {
  const { kind, relation, key, actor, operation, from, to, beforeId, limit } = filter;
  const found = await sql<Omit<Entry, 'at'> & { at: Date }>`
    select e.id, e.at, e.kind, e.relation, e.key, e.before, e.after, e.operation, e.actor, o.name as "actorName", e.request
    from audit.find_entries(${kind ?? null}, ${relation ?? null}, ${key ?? null}, ${actor ?? null}, ${operation ?? null},
      ${from ?? null}, ${to ?? null}, ${beforeId ?? null}, ${limit}) e
    left join directory.official o on 'official:' || o.id = e.actor
    order by e.id desc`.execute(ctx.tx);
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Whose rows were shown: looking at the record is itself recorded. */
export function seenIn(entries: readonly Entry[]): Seen[] {
  const byRelation = Map.groupBy(entries, (entry) => entry.relation);
  return [...byRelation].map(([relation, of]) => ({ relation, keys: [...new Set(of.map((entry) => entry.key))] }));
}
