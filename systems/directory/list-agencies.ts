import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  agenciesFrom,
  agencyColumns,
  agencyFilter,
  agencyOrder,
  type AgencyRow,
  agencyRowSchema,
} from './agency-rows.ts';
import { pageFields } from './fields.ts';

/** The agencies of the province, found with or without accents. */
export const listAgencies = query({
  name: 'directory.list-agencies',
  summary: 'Danh sách cơ quan',
  input: z.strictObject({ ...agencyFilter, ...pageFields }),
  output: z.strictObject({ total: z.int(), rows: z.array(agencyRowSchema) }),
  access: { everyone: 'Law on access to information 2016, art. 17: agencies and how to reach them are public' },
  run: async (ctx, input) => {
    const from = agenciesFrom(ctx, input);
    const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.tx);
    const found = await sql<AgencyRow>`select ${agencyColumns} ${from}
      order by ${agencyOrder} limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return { total: counted.rows[0]?.total ?? 0, rows: found.rows };
  },
});
