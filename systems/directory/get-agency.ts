import { dayOf } from '@cuaso/kernel/clock.ts';
import { agencyCode } from '@cuaso/kernel/ids.ts';
import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { unitKinds } from '@cuaso/platform/directory/province.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { agencyKinds, levels } from './fields.ts';
import { refuse } from './refusals.ts';

const versionSchema = z.strictObject({
  validFrom: z.string(),
  validTo: z.string().nullable(),
  name: z.string(),
  shortName: z.string(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  divisionCode: z.string().nullable(),
  address: z.string(),
  phone: z.string(),
  domain: z.string(),
});
const unitSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  kind: z.enum(unitKinds),
  name: z.string(),
  fieldCodes: z.array(z.string()),
});
const leaderSchema = z.strictObject({ positionId: z.string(), title: z.string(), name: z.string().nullable() });
const successorSchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  changedOn: z.string(),
  legalBasis: z.string(),
});
const agencySchema = z.strictObject({
  id: z.string(),
  code: z.string(),
  codeIsSynthetic: z.boolean(),
  level: z.enum(levels),
  kind: z.enum(agencyKinds),
  /** What it is called on the day asked for; null if it did not exist then. */
  current: versionSchema.nullable(),
  history: z.array(versionSchema),
  units: z.array(unitSchema),
  leaders: z.array(leaderSchema),
  successors: z.array(successorSchema),
  predecessors: z.array(successorSchema),
});

/** An agency with its units, leaders, history and successors; codes of agencies that are no more resolve for ever. */
export const getAgency = query({
  name: 'directory.get-agency',
  summary: 'Thông tin một cơ quan',
  input: z.strictObject({
    agency: z.union([uuid, agencyCode], { error: 'Mã cơ quan có dạng 000.00.00.H58.' }),
    asOf: plainDate.optional(),
  }),
  output: agencySchema,
  access: {
    everyone: 'Law on access to information 2016, art. 17: agencies, their leaders and their tasks are public',
  },
  isolation: 'statement',
  run: async (ctx, { agency, ...given }) => {
    const on = sql`${given.asOf ?? dayOf(ctx.now)}::date`;
    const version = sql`jsonb_build_object('validFrom', lower(v.valid), 'validTo', upper(v.valid), 'name', v.name, 'shortName', v.short_name,
      'parentId', v.parent_id, 'parentName', (select p.name from directory.agency_version p where p.agency_id = v.parent_id
        order by p.valid @> ${on} desc, p.valid desc limit 1),
      'divisionCode', v.division_code, 'address', v.address, 'phone', v.phone, 'domain', v.domain)`;
    const other = sql`jsonb_build_object('id', o.id, 'code', o.code, 'changedOn', s.changed_on, 'legalBasis', s.legal_basis,
      'name', coalesce((select n.name from directory.agency_version n where n.agency_id = o.id order by n.valid desc limit 1), ''))`;
    const found = await sql<z.infer<typeof agencySchema>>`
      select a.id, a.code, a.code_is_synthetic as "codeIsSynthetic", a.level, a.kind,
        (select ${version} from directory.agency_version v where v.agency_id = a.id and v.valid @> ${on}) as current,
        coalesce((select jsonb_agg(${version} order by v.valid) from directory.agency_version v where v.agency_id = a.id), '[]') as history,
        coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'code', u.code, 'kind', u.kind, 'name', v.name, 'fieldCodes',
            coalesce((select jsonb_agg(f.field_code order by f.field_code) from directory.unit_field f where f.unit_id = u.id), '[]'))
            order by array_position(array['leadership', 'records_office', 'one_stop'], u.kind), u.code)
          from directory.unit u join directory.unit_version v on v.unit_id = u.id and v.valid @> ${on}
          where u.agency_id = a.id), '[]') as units,
        coalesce((select jsonb_agg(jsonb_build_object('positionId', p.id, 'title', p.title, 'name', o.name) order by p.title, o.sort_name, p.id)
          from directory.unit u join directory.position p on p.unit_id = u.id and p.valid @> ${on} and p.duty = 'leader'
          left join directory.appointment ap on ap.position_id = p.id and ap.valid @> ${on}
          left join directory.official o on o.id = ap.official_id
          where u.agency_id = a.id), '[]') as leaders,
        coalesce((select jsonb_agg(${other} order by s.changed_on, o.code)
          from directory.agency_succession s join directory.agency o on o.id = s.successor_id where s.agency_id = a.id), '[]') as successors,
        coalesce((select jsonb_agg(${other} order by s.changed_on, o.code)
          from directory.agency_succession s join directory.agency o on o.id = s.agency_id where s.successor_id = a.id), '[]') as predecessors
      from directory.agency a where ${agency.includes('.') ? sql`a.code = ${agency}` : sql`a.id = ${agency}`}`.execute(
      ctx.tx,
    );
    return found.rows[0] ?? refuse('agency_not_found');
  },
});
