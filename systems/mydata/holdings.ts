import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Owner, type OwnDossier } from './owner.ts';

/** What the province holds about the account itself and how it signs in; never a secret. */
export const accountSchema = z.strictObject({
  kind: z.enum(['citizen', 'business']),
  number: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  assurance: z.enum(['declared', 'checked', 'national_id']),
  createdAt: z.string(),
  hasPassword: z.boolean(),
  hasOneTimeCodes: z.boolean(),
  passkeys: z.array(z.strictObject({ name: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable() })),
  nationalIdentityLinks: z.array(z.strictObject({ issuer: z.string(), linkedAt: z.string() })),
  sessions: z.array(
    z.strictObject({
      device: z.string(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      endedAt: z.string().nullable(),
    }),
  ),
});

/** A file that the person handed in, or that a dossier of the person holds. */
export const fileSchema = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  uploadedAt: z.string(),
  dossierCode: z.string().nullable(),
  role: z.string().nullable(),
});

/** A signature on a result that the person was given. */
export const signatureSchema = z.strictObject({
  title: z.string(),
  agencyName: z.string(),
  dossierCode: z.string(),
  signerName: z.string(),
  signerTitle: z.string(),
  signedAt: z.string(),
});

/** The account with its means of signing in. */
export async function loadAccount(ctx: Context, owner: Owner): Promise<z.infer<typeof accountSchema>> {
  const { accountId, createdAt, login: number, ...facts } = owner;
  const found = await sql<Stored>`
    select a.password_secret is not null as "hasPassword",
      exists (select from identity.totp t where t.account_id = a.id and t.confirmed_at is not null) as "hasOneTimeCodes",
      (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'createdAt', p.created_at, 'lastUsedAt', p.last_used_at)
        order by p.created_at), '[]') from identity.passkey p where p.account_id = a.id) as passkeys,
      (select coalesce(jsonb_agg(jsonb_build_object('issuer', l.issuer, 'linkedAt', l.linked_at) order by l.linked_at), '[]')
        from identity.oidc_link l where l.account_id = a.id) as "nationalIdentityLinks",
      (select coalesce(jsonb_agg(jsonb_build_object('device', s.device, 'createdAt', s.created_at,
        'lastSeenAt', s.last_seen_at, 'endedAt', s.ended_at) order by s.created_at desc), '[]')
        from (select * from identity.session x where x.account_id = a.id order by x.created_at desc limit 200) s) as sessions
    from identity.account a where a.id = ${accountId}`.execute(ctx.tx);
  const {
    hasPassword = false,
    hasOneTimeCodes = false,
    passkeys = [],
    nationalIdentityLinks = [],
    sessions = [],
  } = found.rows[0] ?? {};
  return {
    ...facts,
    number,
    createdAt: createdAt.toISOString(),
    hasPassword,
    hasOneTimeCodes,
    passkeys,
    nationalIdentityLinks,
    sessions,
  };
}

type Stored = Pick<
  z.infer<typeof accountSchema>,
  'hasPassword' | 'hasOneTimeCodes' | 'passkeys' | 'nationalIdentityLinks' | 'sessions'
>;

/** The files of the person, the newest first: handed in by the account, or in a dossier and for the applicant to see. */
export async function loadFiles(ctx: Context, owner: Owner, dossiers: readonly OwnDossier[]) {
  const found = await sql<z.infer<typeof fileSchema> & { id: string; uploadedAt: Date }>`
    select f.id, f.name, f.media_type as "mediaType", f.size, f.uploaded_at as "uploadedAt", d.code as "dossierCode", t.role
    from files.file f
    left join cases.attachment t on t.file_id = f.id
    left join cases.dossier d on d.id = t.dossier_id
    where f.uploaded_by = ${`person:${owner.accountId}`}
      or (d.id = any(${dossiers.map(({ id }) => id)}::uuid[])
        and (t.role in ('paper', 'supplement') or (t.role = 'result' and d.ready_at is not null)))
    order by f.uploaded_at desc, f.id limit 5000`.execute(ctx.tx);
  return found.rows.map((row) => ({ ...row, uploadedAt: row.uploadedAt.toISOString() }));
}

/** The signatures on the results of the person, the newest first. */
export async function loadSignatures(
  ctx: Context,
  dossiers: readonly OwnDossier[],
): Promise<z.infer<typeof signatureSchema>[]> {
  const found = await sql<Omit<z.infer<typeof signatureSchema>, 'signedAt'> & { signedAt: Date }>`
    select m.title, coalesce(a.name, '') as "agencyName", d.code as "dossierCode", s.signer_name as "signerName",
      s.signer_title as "signerTitle", coalesce(s.proven_at, s.claimed_at) as "signedAt"
    from signing.document m join signing.signature s on s.document_id = m.id join cases.dossier d on d.id = m.subject_id
    left join directory.agency_version a on a.agency_id = m.agency_id and a.valid @> ${dayOf(ctx.now)}::date
    where d.id = any(${dossiers.map(({ id }) => id)}::uuid[]) and m.purpose = 'onestop.result' and d.ready_at is not null
    order by 6 desc, d.code, s.seq limit 5000`.execute(ctx.tx);
  return found.rows.map((row) => ({ ...row, signedAt: row.signedAt.toISOString() }));
}
