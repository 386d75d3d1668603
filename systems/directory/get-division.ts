import { dayOf } from '@cuaso/kernel/clock.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { divisionKinds } from './fields.ts';
import { refuse } from './refusals.ts';

const versionSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(divisionKinds),
  parentCode: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
const changeSchema = z.strictObject({
  code: z.string(),
  successorCode: z.string(),
  changedOn: z.string(),
  legalBasis: z.string(),
});
const divisionSchema = z.strictObject({
  code: z.string(),
  /** As it stood on the day; null if it was not there then. */
  current: versionSchema.nullable(),
  /** What stands for it on the day: itself, or whoever it went over to, through all changes. */
  resolvesTo: z.array(versionSchema),
  history: z.array(versionSchema),
  becameOn: z.array(changeSchema),
  cameFrom: z.array(changeSchema),
});

const version = sql`jsonb_build_object('code', d.code, 'name', d.name, 'kind', d.kind, 'parentCode', d.parent_code,
  'validFrom', lower(d.valid), 'validTo', upper(d.valid))`;
const change = sql`jsonb_build_object('code', s.code, 'successorCode', s.successor_code, 'changedOn', s.changed_on,
  'legalBasis', s.legal_basis)`;

/** A division on a day; a code that is no more resolves to the divisions that carry on for it. */
export const getDivision = query({
  name: 'directory.get-division',
  summary: 'Đơn vị hành chính theo mã, kể cả mã cũ',
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{2,5}$/, { error: 'Mã đơn vị hành chính gồm 2, 3 hoặc 5 chữ số.' }),
    asOf: plainDate.optional(),
  }),
  output: divisionSchema,
  access: { everyone: 'Decision 124/2004: the list of administrative divisions is for everybody to use' },
  isolation: 'statement',
  run: async (ctx, { code, asOf }) => {
    const on = sql`${asOf ?? dayOf(ctx.now)}::date`;
    const found = await sql<z.infer<typeof divisionSchema>>`
      with recursive line (code, since) as (
        select ${code}::text, '-infinity'::date
        union
        select s.successor_code, s.changed_on from line
        join directory.division_succession s on s.code = line.code and s.changed_on >= line.since and s.changed_on <= ${on}
        where not exists (select from directory.division d where d.code = line.code and d.valid @> ${on})
      )
      select ${code} as code,
        (select ${version} from directory.division d where d.code = ${code} and d.valid @> ${on}) as current,
        coalesce((select jsonb_agg(${version} order by d.code) from directory.division d
          where d.valid @> ${on} and d.code in (select line.code from line)), '[]') as "resolvesTo",
        coalesce((select jsonb_agg(${version} order by d.valid) from directory.division d where d.code = ${code}), '[]') as history,
        coalesce((select jsonb_agg(${change} order by s.changed_on, s.successor_code) from directory.division_succession s
          where s.code = ${code}), '[]') as "becameOn",
        coalesce((select jsonb_agg(${change} order by s.changed_on, s.code) from directory.division_succession s
          where s.successor_code = ${code}), '[]') as "cameFrom"
      where exists (select from directory.division d where d.code = ${code})`.execute(ctx.tx);
    return found.rows[0] ?? refuse('division_not_found');
  },
});
