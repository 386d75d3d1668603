import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { procedureCode } from './draft-schema.ts';

/** Throws away what was being prepared; published versions stay. */
export const discardDraft = command({
  name: 'procedures.discard-draft',
  summary: 'Bỏ bản soạn thủ tục',
  input: z.strictObject({ code: procedureCode }),
  output: z.strictObject({ discarded: z.boolean() }),
  access: { permission: 'procedures.edit' },
  run: async (ctx, input) => {
    const gone = await sql`delete from procedures.draft where procedure_code = ${input.code}`.execute(ctx.tx);
    return { discarded: gone.numAffectedRows === 1n };
  },
});
