import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  certificateColumns,
  certificateFilter,
  certificateOrder,
  type CertificateRow,
  certificateRowSchema,
  certificatesFrom,
  standingOf,
  standings,
} from './certificate-rows.ts';

/** The inventory of certificates: searched, filtered, what ends first at the top, with the counts by standing. */
export const listCertificates = query({
  name: 'signing.list-certificates',
  summary: 'Kho chứng thư số',
  input: z.strictObject({
    ...certificateFilter,
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    rows: z.array(certificateRowSchema),
    /** Of all that fit but for the standing: how many stand how. */
    counts: z.array(z.strictObject({ standing: z.enum(standings), count: z.int() })),
  }),
  access: { permission: 'signing.view' },
  run: async (ctx, input) => {
    const counted = await sql<{ standing: (typeof standings)[number]; count: number }>`
      select ${standingOf(ctx)} as standing, count(*)::int as count
      ${certificatesFrom(ctx, { ...input, standing: undefined })} group by 1 order by 1`.execute(ctx.tx);
    const found = await sql<CertificateRow>`select ${certificateColumns(ctx)} ${certificatesFrom(ctx, input)}
      order by ${certificateOrder[input.sort]} limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const fitting = counted.rows.filter((one) => input.standing === undefined || one.standing === input.standing);
    return { total: fitting.reduce((sum, one) => sum + one.count, 0), rows: found.rows, counts: counted.rows };
  },
});
