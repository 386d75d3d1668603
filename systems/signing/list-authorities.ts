import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const authoritySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  isAnchor: z.boolean(),
  fingerprint: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  trustedFrom: z.string(),
  trustedUntil: z.string().nullable(),
  crlUrl: z.string(),
  ocspUrl: z.string(),
  reason: z.string(),
  /** When its revocation list was fetched last and until when it is good; what went wrong at the last try. */
  listFetchedAt: z.string().nullable(),
  listGoodUntil: z.string().nullable(),
  listProblem: z.string(),
});

type Row = Record<string, unknown>;

/** Whom the province trusts to issue certificates, since when, and how fresh their revocation lists are. */
export const listAuthorities = query({
  name: 'signing.list-authorities',
  summary: 'Nơi cấp chứng thư được tin cậy',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(authoritySchema) }),
  access: { everyone: 'whom the State trusts to issue certificates is public; whoever checks a signature may ask' },
  run: async (ctx) => {
    const found =
      await sql<Row>`select a.id, a.name, a.is_anchor as "isAnchor", a.fingerprint, a.valid_from as "validFrom",
        a.valid_until as "validUntil", a.trusted_from as "trustedFrom", a.trusted_until as "trustedUntil",
        a.crl_url as "crlUrl", a.ocsp_url as "ocspUrl", a.reason, r.fetched_at as "listFetchedAt",
        r.next_update_at as "listGoodUntil", coalesce(r.problem, '') as "listProblem"
      from signing.authority a left join signing.revocation r on r.authority_id = a.id and r.kind = 'crl'
      order by a.is_anchor desc, a.name, a.id`.execute(ctx.tx);
    const rows = found.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, one]) => [key, one instanceof Date ? one.toISOString() : one])),
    );
    return { rows: rows as z.infer<typeof authoritySchema>[] };
  },
});
