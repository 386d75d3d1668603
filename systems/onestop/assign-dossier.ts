import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Gives a dossier to an official of the unit that has it. */
export const assignDossier = command({
  name: 'onestop.assign-dossier',
  summary: 'Phân công người thụ lý hồ sơ',
  input: z.strictObject({ ...actionInput, officialId: uuid, note: z.string().max(2000).default('') }),
  output: actedSchema,
  access: { permission: 'onestop.assign' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'assign',
      permission: 'onestop.assign',
      decide: async (dossier) => {
        const { unitId } = dossier.state;
        const inUnit = await sql`select from directory.appointment a join directory.position p on p.id = a.position_id
          where a.official_id = ${input.officialId} and p.unit_id = ${unitId} and a.valid @> ${dayOf(ctx.now)}::date`.execute(
          ctx.tx,
        );
        if (inUnit.rows.length === 0) fail('invalid', 'onestop.not_in_unit', { fields: { officialId: notInUnit } });
        return [{ kind: 'assigned', unitId, officialId: input.officialId, note: input.note }];
      },
    }),
});

const notInUnit = 'Người này không thuộc đơn vị đang giữ hồ sơ. Hãy chọn người trong đơn vị.';
