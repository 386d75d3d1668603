import { dayOf } from '@cuaso/kernel/clock.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { confidentialityField, pageFields, permissionField, reachField } from './fields.ts';

const rowSchema = z.strictObject({
  positionId: z.string(),
  positionTitle: z.string(),
  duty: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  holderId: z.string().nullable(),
  holderName: z.string().nullable(),
  permission: z.string(),
  permissionTitle: z.string(),
  reach: reachField,
  confidentiality: confidentialityField,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  isUsual: z.boolean(),
});

/** Grants in force today or later, of a position, of what an official holds, or of an agency. */
export const listGrants = query({
  name: 'access.list-grants',
  summary: 'Quyền của vị trí, cán bộ, cơ quan',
  input: z.strictObject({
    positionId: uuid.optional(),
    officialId: uuid.optional(),
    agencyId: uuid.optional(),
    permission: permissionField.optional(),
    ...pageFields,
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { permission: 'access.view' },
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    const from = sql`from access.grant g
      join directory.position p on p.id = g.position_id
      join directory.unit u on u.id = p.unit_id
      left join directory.appointment a on a.position_id = p.id and a.valid @> ${today}::date
      where (upper(g.valid) is null or upper(g.valid) > ${today}::date)
        and ${visible(ctx.actor, 'access.view', { agency: 'u.agency_id', unit: 'p.unit_id', official: 'a.official_id' })}
        ${input.positionId === undefined ? sql`` : sql`and g.position_id = ${input.positionId}`}
        ${input.officialId === undefined ? sql`` : sql`and a.official_id = ${input.officialId}`}
        ${input.agencyId === undefined ? sql`` : sql`and u.agency_id = ${input.agencyId}`}
        ${input.permission === undefined ? sql`` : sql`and g.permission = ${input.permission}`}`;
    const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.tx);
    const found = await sql<z.infer<typeof rowSchema>>`
      select x.*, v.name as "unitName", av.name as "agencyName", o.name as "holderName", m.title as "permissionTitle",
        r.reach is not null as "isUsual"
      from (
        select p.id as "positionId", p.title as "positionTitle", p.duty, p.unit_id, u.agency_id, a.official_id as "holderId",
          g.permission, g.reach, g.confidentiality, lower(g.valid) as "validFrom", upper(g.valid) as "validTo"
        ${from}
        order by u.agency_id, p.unit_id, p.id, g.permission, g.valid limit ${input.limit} offset ${input.offset}
      ) x
      left join directory.unit_version v on v.unit_id = x.unit_id and v.valid @> ${today}::date
      left join directory.agency_version av on av.agency_id = x.agency_id and av.valid @> ${today}::date
      left join directory.official o on o.id = x."holderId"
      left join access.permission m on m.name = x.permission
      left join access.role r on r.duty = x.duty and r.permission = x.permission and r.reach = x.reach
        and r.confidentiality = x.confidentiality
      order by x.agency_id, x.unit_id, x."positionId", x.permission, x."validFrom"`.execute(ctx.tx);
    return { total: counted.rows[0]?.total ?? 0, rows: found.rows.map((row) => shown(row)) };
  },
});

function shown(row: z.infer<typeof rowSchema>): z.infer<typeof rowSchema> {
  const { positionId, positionTitle, duty, unitName, agencyName, holderId, holderName } = row;
  const { permission, permissionTitle, reach, confidentiality, validFrom, validTo, isUsual } = row;
  const position = { positionId, positionTitle, duty, unitName: unitName ?? '', agencyName: agencyName ?? '' };
  const grant = { permission, permissionTitle: permissionTitle ?? permission, reach, confidentiality };
  return { ...position, holderId, holderName, ...grant, validFrom, validTo, isUsual };
}
