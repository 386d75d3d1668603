import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { procedureCode } from './draft-schema.ts';

/** All versions of a procedure, newest first: when each was in force and who published it. */
export const listVersions = query({
  name: 'procedures.list-versions',
  summary: 'Các phiên bản của thủ tục',
  input: z.strictObject({ code: procedureCode }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        number: z.int(),
        name: z.string(),
        validFrom: z.string(),
        validTo: z.string().nullable(),
        publishedAt: z.string(),
      }),
    ),
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public, with its history' },
  isolation: 'statement',
  run: async (ctx, input) => {
    const found = await sql<{
      number: number;
      name: string;
      validFrom: string;
      validTo: string | null;
      publishedAt: Date;
    }>`
      select number, name, lower(valid) as "validFrom", upper(valid) as "validTo", published_at as "publishedAt"
      from procedures.version where procedure_code = ${input.code} order by number desc`.execute(ctx.tx);
    return { rows: found.rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() })) };
  },
});
