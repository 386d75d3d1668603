import { agencyCode } from '@cuaso/kernel/ids.ts';
import { plainDate, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { unitKinds } from '@cuaso/platform/directory/province.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { agencyTarget, dayFrom } from './places.ts';
import { refuse } from './refusals.ts';

/** Makes a unit of an agency, with the fields of procedures that it handles. */
export const addUnit = command({
  name: 'directory.add-unit',
  summary: 'Lập đơn vị (phòng, ban) của cơ quan',
  input: z.strictObject({
    agencyId: uuid,
    code: agencyCode,
    kind: z.enum(unitKinds),
    name: shortText(200),
    fieldCodes: z
      .array(z.string().regex(/^[\w.-]{1,40}$/, { error: 'Mã lĩnh vực không đúng dạng.' }))
      .max(100)
      .default([]),
    fromOn: plainDate.optional(),
  }),
  output: z.strictObject({ unitId: z.string(), fromOn: z.string() }),
  access: { permission: 'directory.manage', of: agencyTarget },
  run: async (ctx, { agencyId, code, kind, name, fieldCodes, ...given }) => {
    const fromOn = dayFrom(ctx, given.fromOn, 'fromOn');
    const unitId = ctx.newId();
    const made = await sql`
      insert into directory.unit (id, agency_id, code, kind) values (${unitId}, ${agencyId}, ${code}, ${kind})
      on conflict (agency_id, code) do nothing`.execute(ctx.tx);
    if (made.numAffectedRows !== 1n) refuse('code_taken', 'code');
    await sql`insert into directory.unit_version (unit_id, valid, name)
      values (${unitId}, daterange(${fromOn}::date, null), ${name})`.execute(ctx.tx);
    await sql`insert into directory.unit_field (unit_id, field_code)
      select ${unitId}, code from (select distinct unnest(${fieldCodes}::text[]) as code) x`.execute(ctx.tx);
    return { unitId, fromOn };
  },
});
