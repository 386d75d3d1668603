import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { agencyKinds, levels, searchField } from './fields.ts';
import { searchCondition } from './search-condition.ts';

/** An agency as a list shows it. */
export const agencyRowSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  codeIsSynthetic: z.boolean(),
  name: z.string(),
  shortName: z.string(),
  level: z.enum(levels),
  kind: z.enum(agencyKinds),
  parentId: z.string().nullable(),
  divisionCode: z.string().nullable(),
  address: z.string(),
  phone: z.string(),
  domain: z.string(),
});
/** An agency as a list shows it. */
export type AgencyRow = z.infer<typeof agencyRowSchema>;

/** What one may ask of the list of agencies. */
export const agencyFilter = {
  search: searchField,
  level: z.enum(levels).optional(),
  kind: z.enum(agencyKinds).optional(),
  parentId: z.uuid().optional(),
  asOf: plainDate.optional(),
};
type Filter = z.infer<z.ZodObject<typeof agencyFilter>>;

/** The agencies of a day that fit, with what they were called then. */
export function agenciesFrom(ctx: Context, filter: Filter): RawBuilder<unknown> {
  return sql`from directory.agency a
    join directory.agency_version v on v.agency_id = a.id and v.valid @> ${filter.asOf ?? dayOf(ctx.now)}::date
    where (${searchCondition('v.search', filter.search)} or a.code = upper(${filter.search}))
      ${filter.level === undefined ? sql`` : sql`and a.level = ${filter.level}`}
      ${filter.kind === undefined ? sql`` : sql`and a.kind = ${filter.kind}`}
      ${filter.parentId === undefined ? sql`` : sql`and v.parent_id = ${filter.parentId}`}`;
}

/** The columns of a row of the list. */
export const agencyColumns = sql`a.id, a.code, a.code_is_synthetic as "codeIsSynthetic", v.name, v.short_name as "shortName", a.level,
  a.kind, v.parent_id as "parentId", v.division_code as "divisionCode", v.address, v.phone, v.domain`;

/** The province's committee, its departments, the districts, the communes; each by name. */
export const agencyOrder = sql`array_position(array['province_committee', 'department', 'district_committee'], a.kind), v.name, a.id`;
