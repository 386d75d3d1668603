import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { findDocuments } from '@cuaso/platform/search/find-documents.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import {
  conditionsOf,
  entriesToday,
  entryColumns,
  entryFilter,
  type EntryFilter,
  entryOf,
  entryOrderOf,
  entryOrders,
  type EntryRow,
  entrySchema,
} from './catalogue-entries.ts';

const mostFound = 500;

const facetSchema = z.array(z.strictObject({ value: z.string(), label: z.string(), count: z.int() }));

/** The catalogue by words, field, level, agency and online level, and how many entries each other choice would leave. */
export const browseProcedures = query({
  name: 'procedures.browse-procedures',
  summary: 'Duyệt danh mục thủ tục',
  input: z.strictObject({
    ...entryFilter,
    order: z.enum(entryOrders).default('fit'),
    limit: z.int().min(1).max(100).default(20),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    corrected: z.string().nullable(),
    rows: z.array(entrySchema),
    facets: z.strictObject({ field: facetSchema, level: facetSchema, agency: facetSchema, online: facetSchema }),
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  run: async (ctx, input) => {
    const searching = input.q.trim() !== '';
    const { refs, corrected } = searching
      ? await findDocuments(ctx, 'procedures', input.q, mostFound)
      : { refs: [], corrected: null };
    const matched = matchedBy(input, searching, refs);
    const { field, level, agency, online } = conditionsOf(input);
    const order = entryOrderOf(input.order, refs);
    const found = await sql<EntryRow & { total: number }>`
      select ${entryColumns}, e.total
      from (select e.*, count(*) over ()::int as total from ${entriesToday(ctx)} e
        where ${matched} and ${field} and ${level} and ${agency} and ${online}
        order by ${order} limit ${input.limit} offset ${input.offset}) e
      join procedures.field f on f.code = e.field_code
      left join cases.definition d on d.id = e.definition_id
      order by ${order}`.execute(ctx.tx);
    const facets = await countFacets(ctx, input, matched);
    // A page beyond the last has no rows to say how many there are; the counts know it.
    const total = found.rows[0]?.total ?? facets.total;
    return { total, corrected, rows: found.rows.map(({ total: _, ...row }) => entryOf(row)), facets: facets.by };
  },
});

function matchedBy(input: EntryFilter, searching: boolean, refs: readonly string[]): RawBuilder<unknown> {
  const words = searching ? sql`e.code = any(${refs})` : sql`true`;
  return input.fileable ? sql`${words} and e.status = 'in_force'` : words;
}

const levelNames: Readonly<Record<string, string>> = { province: 'Cấp tỉnh', district: 'Cấp huyện', commune: 'Cấp xã' };

/** Counts under every choice of one filter, the other filters kept. */
async function countFacets(ctx: Context, input: EntryFilter, matched: RawBuilder<unknown>) {
  const { field, level, agency, online } = conditionsOf(input);
  const counted = await sql<{ facet: string; value: string; label: string | null; count: number }>`
    with matched as materialized (
      select e.field_code, e.levels, e.agency_id, e."agencyName", e."onlineLevel", ${field} as field_ok, ${level} as level_ok,
        ${agency} as agency_ok, ${online} as online_ok
      from ${entriesToday(ctx)} e where ${matched}
    )
    select 'field' as facet, m.field_code as value, f.name as label, count(*)::int as count
      from matched m join procedures.field f on f.code = m.field_code
      where level_ok and agency_ok and online_ok group by 2, 3
    union all
    select 'level', l, null, count(*)::int from matched m, unnest(m.levels) l
      where field_ok and agency_ok and online_ok group by 2
    union all
    select 'agency', agency_id::text, min("agencyName"), count(*)::int from matched
      where agency_id is not null and field_ok and level_ok and online_ok group by 2
    union all
    select 'online', "onlineLevel"::text, null, count(*)::int from matched
      where field_ok and level_ok and agency_ok group by 2
    union all
    select 'total', '', null, count(*)::int from matched where field_ok and level_ok and agency_ok and online_ok
    union all
    select 'chosen', agency_id::text, name, 0 from directory.agency_version
      where agency_id = ${input.agencyId ?? null}::uuid and valid @> ${dayOf(ctx.now)}::date
    order by 1, 3, 2`.execute(ctx.tx);
  const byName = new Intl.Collator('vi');
  const of = (facet: string) =>
    counted.rows
      .filter((row) => row.facet === facet)
      .map(({ value, label, count }) => ({ value, label: label ?? levelNames[value] ?? value, count }));
  const named = (facet: string) => of(facet).toSorted((a, b) => byName.compare(a.label, b.label));
  const levels = Object.keys(levelNames);
  const total = of('total')[0]?.count ?? 0;
  const agencies = named('agency');
  // An agency below the province executes all of its level: it is no choice of its own, and is named when it was chosen.
  const chosen = of('chosen').filter((one) => agencies.every((other) => other.value !== one.value));
  return {
    total,
    by: {
      field: named('field'),
      level: of('level').toSorted((a, b) => levels.indexOf(a.value) - levels.indexOf(b.value)),
      agency: [...chosen.map((one) => ({ ...one, count: total })), ...agencies],
      online: of('online'),
    },
  };
}
