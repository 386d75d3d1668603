import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { certificateOf } from '@cuaso/platform/signing/pki/certificate.ts';
import { readRevocation } from '@cuaso/platform/signing/pki/revocation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const input = z.strictObject({
  authorityId: uuid,
  kind: z.enum(['crl', 'ocsp']),
  /** The fingerprint of the certificate that an OCSP answer is about. */
  about: z.string().max(64),
  der: z.string().optional(),
  problem: z.string().max(300).default(''),
});

/**
 * Keeps a revocation list or answer that the authority really signed, the newest one; a failure to fetch is written beside
 * the old one, which stays. A list that is older than the one at hand is not taken.
 */
export const keepRevocation = command({
  name: 'signing.keep-revocation',
  summary: 'Lưu danh sách thu hồi chứng thư',
  input,
  output: z.strictObject({ kept: z.enum(['new', 'old']) }),
  access: { system: 'Chỉ việc nền lưu danh sách thu hồi' },
  run: async (ctx, { authorityId, kind, about, der, problem }) => {
    const read =
      der === undefined ? undefined : await readNewer(ctx, { authorityId, about }, Buffer.from(der, 'base64'));
    if (der === undefined || read === undefined) {
      const said =
        der === undefined ? problem : 'the answer is older than the one at hand, or not signed by the authority';
      await sql`insert into signing.revocation (authority_id, kind, about, tried_at, problem)
        values (${authorityId}, ${kind}, ${about}, ${ctx.now}, ${said})
        on conflict (authority_id, kind, about) do update set tried_at = excluded.tried_at, problem = excluded.problem`.execute(
        ctx.tx,
      );
      return { kept: 'old' as const };
    }
    await sql`insert into signing.revocation as r (authority_id, kind, about, der, fetched_at, next_update_at, tried_at)
      values (${authorityId}, ${kind}, ${about}, ${Buffer.from(der, 'base64')}, ${ctx.now}, ${read.nextUpdate}, ${ctx.now})
      on conflict (authority_id, kind, about) do update set tried_at = excluded.tried_at, problem = '', der = excluded.der,
        fetched_at = excluded.fetched_at, next_update_at = excluded.next_update_at`.execute(ctx.tx);
    return { kept: 'new' as const };
  },
});

/** What the answer says, if the authority signed it and it is no older than the one at hand. */
async function readNewer(ctx: Context, { authorityId, about }: { authorityId: string; about: string }, der: Buffer) {
  const found = await sql<{
    der: Buffer;
  }>`select der from signing.authority where id = ${authorityId} for update`.execute(ctx.tx);
  const authority = found.rows[0];
  if (authority === undefined) return undefined;
  const asked = await sql<{ der: Buffer }>`select der from signing.certificate where fingerprint = ${about}`.execute(
    ctx.tx,
  );
  const certificate = asked.rows[0] && certificateOf(asked.rows[0].der);
  const issuer = certificateOf(authority.der);
  const read = readRevocation(der, issuer, certificate);
  const kept = await sql<{ der: Buffer }>`select der from signing.revocation where authority_id = ${authorityId}
    and about = ${about} and der is not null`.execute(ctx.tx);
  const before = kept.rows[0] && readRevocation(kept.rows[0].der, issuer, certificate);
  return read !== undefined && before !== undefined && read.thisUpdate < before.thisUpdate ? undefined : read;
}
