import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Limit } from '@cuaso/kernel/deadline.ts';
import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';

/** A line of the catalogue as lists show it. */
export const entrySchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  fieldCode: z.string(),
  fieldName: z.string(),
  levels: z.array(z.string()),
  agencyName: z.string().nullable(),
  onlineLevel: z.int(),
  /** In force here; or only listed: another body executes it, or an officer has to set its limit. */
  status: z.enum(['in_force', 'other_body', 'limit_unknown']),
  limitText: z.string(),
  filesOnline: z.boolean(),
});
/** A line of the catalogue. */
export type Entry = z.infer<typeof entrySchema>;

/** What the catalogue can be narrowed by. */
export const entryFilter = {
  q: z.string().max(200).default(''),
  fieldCode: z.string().max(60).optional(),
  level: z.enum(['province', 'district', 'commune']).optional(),
  agencyId: uuid.optional(),
  onlineLevel: z.int().min(1).max(4).optional(),
  fileable: z.boolean().default(false),
};
const filterSchema = z.object(entryFilter);
/** What the catalogue is narrowed by. */
export type EntryFilter = z.infer<typeof filterSchema>;

/** The orders of a list of the catalogue; by fit only where words are searched. */
export const entryOrders = ['fit', 'name', 'code', 'online'] as const;
/** An order of the catalogue. */
export type EntryOrder = (typeof entryOrders)[number];

/** The catalogue of today as a subquery: versions in force, and what is only listed. */
export function entriesToday(ctx: Context): RawBuilder<unknown> {
  const today = dayOf(ctx.now);
  return sql`(
    select v.procedure_code as code, v.name, v.field_code, v.levels, v.agency_id, a.name as "agencyName",
      v.online_level as "onlineLevel", v.definition_id, 'in_force' as status
    from procedures.version v
    left join directory.agency_version a on a.agency_id = v.agency_id and a.valid @> ${today}::date
    where v.valid @> ${today}::date
    union all
    select l.code, l.name, l.field_code, l.levels, null, nullif(l.agency_text, ''), 2, null, l.reason
    from procedures.listed l
    where not exists (select from procedures.version v where v.procedure_code = l.code and v.valid @> ${today}::date)
  )`;
}

/** The conditions of a filter on an entry `e`, each under the name of what it narrows. */
export function conditionsOf(
  filter: EntryFilter,
): Readonly<Record<'field' | 'level' | 'agency' | 'online', RawBuilder<unknown>>> {
  const { fieldCode, level, agencyId, onlineLevel } = filter;
  return {
    field: fieldCode === undefined ? sql`true` : sql`e.field_code = ${fieldCode}`,
    level: level === undefined ? sql`true` : sql`${level} = any(e.levels)`,
    agency: agencyId === undefined ? sql`true` : executedBy(agencyId),
    online: onlineLevel === undefined ? sql`true` : sql`e."onlineLevel" = ${onlineLevel}`,
  };
}

/** How a list of entries `e` is ordered; `refs` are what a search found, best first. */
export function entryOrderOf(order: EntryOrder, refs: readonly string[]): RawBuilder<unknown> {
  const byName = sql`e.name collate "vi-x-icu", e.code`;
  if (order === 'code') return sql`e.code`;
  if (order === 'online') return sql`e.status = 'in_force' desc, e."onlineLevel" desc, ${byName}`;
  if (order === 'name' || refs.length === 0) return sql`e.status = 'in_force' desc, ${byName}`;
  return sql`array_position(${refs}, e.code)`;
}

/** What an entry is read as from the database. */
export type EntryRow = Omit<Entry, 'limitText' | 'filesOnline'> & { channels: { channel: string; limit: Limit }[] };

/** The columns of an `EntryRow` from an entry `e`, its field `f` and its definition `d`. */
export const entryColumns = sql`e.code, e.name, e.field_code as "fieldCode", f.name as "fieldName", e.levels, e."agencyName",
  e."onlineLevel", e.status, coalesce(d.content -> 'channels', '[]') as channels`;

/** A line of the catalogue from what was read. */
export function entryOf({ channels, ...row }: EntryRow): Entry {
  return {
    ...row,
    limitText: channels[0] === undefined ? '' : describeLimit(channels[0].limit),
    filesOnline: channels.some((one) => one.channel === 'online'),
  };
}

function executedBy(agencyId: string) {
  return sql`(e.agency_id = ${agencyId} or exists (select from directory.agency g
    where g.id = ${agencyId} and e.status = 'in_force' and g.level <> 'province' and g.level = any(e.levels)))`;
}
