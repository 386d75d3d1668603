import { dayOf } from '@cuaso/kernel/clock.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { duties } from '@cuaso/platform/directory/province.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { searchField } from './fields.ts';
import { searchCondition } from './search-condition.ts';

const heldSchema = z.strictObject({
  positionId: z.string(),
  title: z.string(),
  duty: z.enum(duties),
  unitId: z.string(),
  unitName: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  from: z.string(),
});

/** An official as a list shows him or her. */
export const officialRowSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  isInvented: z.boolean(),
  positions: z.array(heldSchema),
});
/** An official as a list shows him or her. */
export type OfficialRow = z.infer<typeof officialRowSchema>;

/** What one may ask of the list of officials. */
export const officialFilter = {
  search: searchField,
  agencyId: uuid.optional(),
  unitId: uuid.optional(),
  duty: z.enum(duties).optional(),
};
type Filter = z.infer<z.ZodObject<typeof officialFilter>>;

/** The officials in office today who fit and whom the actor may see, each once. */
export function officialsFrom(ctx: Context, filter: Filter): RawBuilder<unknown> {
  const columns = { agency: 'u.agency_id', unit: 'p.unit_id', official: 'a.official_id' };
  return sql`from directory.official o where ${searchCondition('o.search', filter.search)} and o.id in (
    select a.official_id from directory.appointment a
    join directory.position p on p.id = a.position_id
    join directory.unit u on u.id = p.unit_id
    where a.valid @> ${dayOf(ctx.now)}::date and ${visible(ctx.actor, 'directory.view', columns)}
      ${filter.agencyId === undefined ? sql`` : sql`and u.agency_id = ${filter.agencyId}`}
      ${filter.unitId === undefined ? sql`` : sql`and p.unit_id = ${filter.unitId}`}
      ${filter.duty === undefined ? sql`` : sql`and p.duty = ${filter.duty}`})`;
}

/** The officials of one part of the list, by given name as is usual, with what they hold today. */
export async function loadOfficials(
  ctx: Context,
  from: RawBuilder<unknown>,
  part: RawBuilder<unknown>,
): Promise<OfficialRow[]> {
  const on = sql`${dayOf(ctx.now)}::date`;
  const found = await sql<OfficialRow>`
    select o.id, o.code, o.name, o.is_invented as "isInvented", coalesce(h.positions, '[]') as positions
    from (select o.* ${from} order by o.sort_name, o.code ${part}) o
    left join lateral (
      select jsonb_agg(jsonb_build_object('positionId', p.id, 'title', p.title, 'duty', p.duty, 'unitId', u.id,
        'unitName', coalesce(uv.name, ''), 'agencyId', u.agency_id, 'agencyName', coalesce(av.name, ''), 'from', lower(a.valid))
        order by lower(a.valid), p.id) as positions
      from directory.appointment a
      join directory.position p on p.id = a.position_id
      join directory.unit u on u.id = p.unit_id
      left join directory.unit_version uv on uv.unit_id = u.id and uv.valid @> ${on}
      left join directory.agency_version av on av.agency_id = u.agency_id and av.valid @> ${on}
      where a.official_id = o.id and a.valid @> ${on}
    ) h on true
    order by o.sort_name, o.code`.execute(ctx.tx);
  return found.rows;
}
