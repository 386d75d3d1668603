import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** How old a list may be before it is fetched again, and how soon after a failure it is tried again, in minutes. */
const freshMinutes = 60;
const againMinutes = 1;
/** How long an answer about one certificate serves, in minutes. */
const answerMinutes = 5;

type Issuer = { authorityId: string; ocspUrl: string; certificate: string };

/** The authorities whose list is due, and the responder to ask about a certificate unless it was asked just now. */
export const listStaleAuthorities = query({
  name: 'signing.list-stale-authorities',
  summary: 'Nơi cấp có danh sách thu hồi cần tải lại',
  input: z.strictObject({ issuedFingerprint: z.string().default(''), issuerName: z.string().default('') }),
  output: z.strictObject({
    authorities: z.array(z.strictObject({ authorityId: z.string(), crlUrl: z.string() })),
    issuer: z.strictObject({ authorityId: z.string(), ocspUrl: z.string(), certificate: z.string() }).nullable(),
  }),
  access: { system: 'Chỉ việc nền tải danh sách thu hồi' },
  run: async (ctx, { issuedFingerprint, issuerName }) => {
    const stale = await sql<{ authorityId: string; crlUrl: string }>`select a.id as "authorityId", a.crl_url as "crlUrl"
      from signing.authority a left join signing.revocation r on r.authority_id = a.id and r.kind = 'crl'
      where a.crl_url <> '' and a.valid_until > ${ctx.now}
        and (r.tried_at is null or r.tried_at < ${ctx.now}::timestamptz - make_interval(mins => case
          when r.problem <> '' or r.next_update_at < ${ctx.now}::timestamptz + interval '5 minutes' then ${againMinutes}::int
          else ${freshMinutes}::int end))
      order by a.id`.execute(ctx.tx);
    if (issuedFingerprint === '') return { authorities: stale.rows, issuer: null };
    const issuer =
      await sql<Issuer>`select a.id as "authorityId", a.ocsp_url as "ocspUrl", encode(a.der, 'base64') as certificate
      from signing.authority a
      left join signing.revocation r on r.authority_id = a.id and r.kind = 'ocsp' and r.about = ${issuedFingerprint}
      where a.name = ${issuerName} and a.ocsp_url <> '' and a.valid_until > ${ctx.now}
        and (r.tried_at is null or r.tried_at < ${ctx.now}::timestamptz - make_interval(mins => ${answerMinutes}::int))
      order by a.valid_until desc limit 1`.execute(ctx.tx);
    return { authorities: stale.rows, issuer: issuer.rows[0] ?? null };
  },
});
