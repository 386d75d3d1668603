import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { longText, plainDate } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { procedureCode } from './draft-schema.ts';
import { unindexProcedure } from './search-index.ts';

/** Takes a procedure out of use from today or a later day; open dossiers go on to their end. */
export const repealProcedure = command({
  name: 'procedures.repeal-procedure',
  summary: 'Bãi bỏ thủ tục',
  input: z.strictObject({ code: procedureCode, from: plainDate.optional(), reason: longText(2000) }),
  output: z.strictObject({ code: z.string(), from: z.string() }),
  access: { permission: 'procedures.publish' },
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    const from = input.from ?? today;
    if (from < today)
      fail('invalid', 'procedures.from_the_past', { fields: { from: 'Ngày bãi bỏ không được ở quá khứ.' } });
    const ended =
      await sql`update procedures.version set valid = daterange(lower(valid), ${from}::date), note = ${input.reason}
      where procedure_code = ${input.code} and lower(valid) < ${from}::date
        and (upper(valid) is null or upper(valid) > ${from}::date)`.execute(ctx.tx);
    const never =
      await sql`delete from procedures.version where procedure_code = ${input.code} and lower(valid) >= ${from}::date`.execute(
        ctx.tx,
      );
    if ((ended.numAffectedRows ?? 0n) + (never.numAffectedRows ?? 0n) === 0n)
      fail('not_found', 'procedures.not_in_force');
    if (from === today) await unindexProcedure(ctx, input.code);
    return { code: input.code, from };
  },
});
