import type { Context } from '@cuaso/platform/operations/context.ts';
import type { Trust } from '@cuaso/platform/signing/trust.ts';
import { sql } from 'kysely';
import { parsedCertificate } from './stored-certificate.ts';

type Authority = { der: Buffer; isAnchor: boolean; trustedFrom: Date; trustedUntil: Date | null };

/** Whom the province trusts, and the revocation answers at hand, as of the operation's instant. */
export async function loadTrust(ctx: Context): Promise<Trust> {
  const authorities = await sql<Authority>`select der, is_anchor as "isAnchor", trusted_from as "trustedFrom",
    trusted_until as "trustedUntil" from signing.authority order by is_anchor desc, id`.execute(ctx.tx);
  const answers = await sql<{ der: Buffer }>`select der from signing.revocation where der is not null
    order by fetched_at desc limit 5000`.execute(ctx.tx);
  return {
    now: ctx.now,
    authorities: authorities.rows.map(({ der, ...one }) => ({ ...one, certificate: parsedCertificate(ctx, der) })),
    revocations: answers.rows.map((row) => row.der),
  };
}
