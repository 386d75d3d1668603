import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { certificateColumns, type CertificateRow, certificateRowSchema } from './certificate-rows.ts';
import { refuse } from './refusals.ts';
import { certificateTarget, getStoredCertificate, parsedCertificate } from './stored-certificate.ts';

const custodySchema = z.strictObject({
  act: z.enum(['recorded', 'handed_over', 'returned', 'locked', 'unlocked', 'revoked']),
  at: z.string(),
  givenBy: z.string(),
  givenTo: z.string(),
  note: z.string(),
});

/** One certificate: what it says, where its key is, who had the device when, how often it signed. */
export const getCertificate = query({
  name: 'signing.get-certificate',
  summary: 'Xem một chứng thư số',
  input: z.strictObject({ certificateId: uuid }),
  output: certificateRowSchema.extend({
    subject: z.string(),
    fingerprint: z.string(),
    keyBits: z.int(),
    keyName: z.string(),
    statusReason: z.string(),
    hasImage: z.boolean(),
    signed: z.int(),
    custody: z.array(custodySchema),
  }),
  access: { permission: 'signing.view', of: certificateTarget },
  run: async (ctx, { certificateId }) => {
    const found = await sql<CertificateRow & { statusReason: string }>`
      select ${certificateColumns(ctx)}, c.status_reason as "statusReason" from signing.certificate c
      left join directory.agency_version a on a.agency_id = c.agency_id and a.valid @> ${ctx.now}::timestamptz::date
      where c.id = ${certificateId}`.execute(ctx.tx);
    const row = found.rows[0] ?? refuse('certificate_not_found');
    const stored = await getStoredCertificate(ctx, certificateId);
    const parsed = parsedCertificate(ctx, stored.der);
    const history = await sql<Omit<z.infer<typeof custodySchema>, 'at'> & { at: Date }>`
      select act, at, given_by as "givenBy", given_to as "givenTo", note from signing.custody
      where certificate_id = ${certificateId} order by at desc, id desc limit 200`.execute(ctx.tx);
    const signed = await sql<{ count: number }>`select count(*)::int as count from signing.signature
      where certificate_id = ${certificateId}`.execute(ctx.tx);
    return {
      ...row,
      subject: parsed.subject,
      fingerprint: parsed.fingerprint,
      keyBits: parsed.keyBits,
      keyName: stored.keyName,
      hasImage: stored.imageFileId !== null,
      signed: signed.rows[0]?.count ?? 0,
      custody: history.rows.map((one) => ({ ...one, at: one.at.toISOString() })),
    };
  },
});
