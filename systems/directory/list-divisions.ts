import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { divisionKinds, pageFields, searchField } from './fields.ts';
import { searchCondition } from './search-condition.ts';

const rowSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(divisionKinds),
  parentCode: z.string().nullable(),
  parentName: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});

/** The administrative divisions as they stand on a day. */
export const listDivisions = query({
  name: 'directory.list-divisions',
  summary: 'Danh mục đơn vị hành chính',
  input: z.strictObject({
    search: searchField,
    parentCode: z.string().max(10).optional(),
    kind: z.enum(divisionKinds).optional(),
    asOf: plainDate.optional(),
    ...pageFields,
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { everyone: 'Decision 124/2004: the list of administrative divisions is for everybody to use' },
  run: async (ctx, input) => {
    const on = sql`${input.asOf ?? dayOf(ctx.now)}::date`;
    const from = sql`from directory.division d
      left join directory.division p on p.code = d.parent_code and p.valid @> ${on}
      where d.valid @> ${on} and ${searchCondition('d.search', input.search)}
        ${input.parentCode === undefined ? sql`` : sql`and d.parent_code = ${input.parentCode}`}
        ${input.kind === undefined ? sql`` : sql`and d.kind = ${input.kind}`}`;
    const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.tx);
    const found = await sql<z.infer<typeof rowSchema>>`
      select d.code, d.name, d.kind, d.parent_code as "parentCode", p.name as "parentName",
        lower(d.valid) as "validFrom", upper(d.valid) as "validTo" ${from}
      order by length(d.code), d.code limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return { total: counted.rows[0]?.total ?? 0, rows: found.rows };
  },
});
