import { dayOf } from '@cuaso/kernel/clock.ts';
import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { requireAccess } from '@cuaso/platform/access/access.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { type Certificate, certificateOf } from '@cuaso/platform/signing/pki/certificate.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { devices } from './certificate-rows.ts';
import { refuse } from './refusals.ts';

const text = shortText(200).or(z.literal('')).default('');

const input = z.strictObject({
  /** The certificate as PEM text, or its bytes (DER or PEM) in base64, or as a file of a form. */
  pem: z.string().max(20_000).optional(),
  base64: z.string().max(30_000).optional(),
  file: z.file().max(20_000).optional(),
  /** Who has it: an official by id or code, or an agency by id or code. */
  holderKind: z.enum(['official', 'agency']),
  holder: shortText(60),
  positionTitle: text,
  device: z.enum(devices).exclude(['test']),
  /** SIM: telephone number; remote: credential at the provider; HSM: key in the module. */
  keyName: text,
  handedTo: text,
});
type Input = z.infer<typeof input>;

/** Takes a certificate into the inventory, with its holder and the device that has its key. */
export const registerCertificate = command({
  name: 'signing.register-certificate',
  summary: 'Ghi chứng thư số vào kho',
  input,
  output: z.strictObject({ certificateId: uuid }),
  access: { permission: 'signing.manage' },
  limits: { inputBytes: 100_000 },
  run: async (ctx, given) => {
    const certificate = await readCertificate(given);
    if (certificate.isAuthority) refuse('certificate_is_authority', 'file');
    const usages = certificate.keyUsages;
    if (usages !== null && !usages.includes('digitalSignature') && !usages.includes('nonRepudiation')) {
      refuse('certificate_wrong_purpose', 'file');
    }
    if (given.keyName === '' && given.device !== 'usb_token') refuse('key_name_missing', 'keyName');
    const holder = await holderOf(ctx, given);
    requireAccess(ctx.actor, 'signing.manage', { agencyId: holder.agencyId });
    const certificateId = await insertCertificate(ctx, certificate, { ...given, ...holder });
    return { certificateId };
  },
});

type Holder = { officialId: string | null; agencyId: string; holderName: string; title: string };

/** Writes the row of a certificate and the first line of its history. */
export async function insertCertificate(
  ctx: Context,
  certificate: Certificate,
  facts: Holder & Pick<Input, 'holderKind' | 'positionTitle' | 'keyName' | 'handedTo'> & { device: string },
): Promise<string> {
  const id = ctx.newId();
  const authority = await sql<{ id: string }>`select id from signing.authority
    where name = ${certificate.issuer} or der = ${certificate.der} limit 1`.execute(ctx.tx);
  const inserted =
    await sql`insert into signing.certificate (id, holder_kind, official_id, agency_id, holder_name, position_title,
      der, fingerprint, serial, subject, issuer, authority_id, valid_from, valid_until, device, key_name, recorded_at)
    values (${id}, ${facts.holderKind}, ${facts.officialId}, ${facts.agencyId}, ${facts.holderName},
      ${facts.positionTitle === '' ? facts.title : facts.positionTitle}, ${certificate.der}, ${certificate.fingerprint},
      ${certificate.serial}, ${certificate.subject}, ${certificate.issuer}, ${authority.rows[0]?.id ?? null},
      ${certificate.notBefore}, ${certificate.notAfter}, ${facts.device}, ${facts.keyName}, ${ctx.now})
    on conflict (fingerprint) do nothing`.execute(ctx.tx);
  if (inserted.numAffectedRows !== 1n) refuse('certificate_known', 'file');
  await sql`insert into signing.custody (id, certificate_id, act, at, given_to, recorded_by)
    values (${ctx.newId()}, ${id}, 'recorded', ${ctx.now}, ${facts.handedTo}, ${actorWordOf(ctx.actor)})`.execute(
    ctx.tx,
  );
  return id;
}

async function readCertificate(given: Input): Promise<Certificate> {
  try {
    if (given.file !== undefined) return certificateOf(new Uint8Array(await given.file.arrayBuffer()));
    if (given.base64 !== undefined) return certificateOf(Buffer.from(given.base64, 'base64'));
    return certificateOf(given.pem ?? '');
  } catch {
    return refuse('certificate_unreadable', 'file');
  }
}

/** The holder as the directory knows him today. */
export async function holderOf(
  ctx: Context,
  { holderKind, holder }: Pick<Input, 'holderKind' | 'holder'>,
): Promise<Holder> {
  const today = dayOf(ctx.now);
  const isId = uuid.safeParse(holder).success;
  const found =
    holderKind === 'agency'
      ? await sql<Holder>`select null as "officialId", a.id as "agencyId", v.name as "holderName", '' as title
          from directory.agency a join directory.agency_version v on v.agency_id = a.id and v.valid @> ${today}::date
          where ${isId ? sql`a.id = ${holder}::uuid` : sql`a.code = upper(${holder})`}`.execute(ctx.tx)
      : await sql<Holder>`select o.id as "officialId", u.agency_id as "agencyId", o.name as "holderName", p.title
          from directory.official o join directory.appointment a on a.official_id = o.id and a.valid @> ${today}::date
          join directory.position p on p.id = a.position_id join directory.unit u on u.id = p.unit_id
          where ${isId ? sql`o.id = ${holder}::uuid` : sql`o.code = upper(${holder})`} order by p.id limit 1`.execute(
          ctx.tx,
        );
  return found.rows[0] ?? refuse('holder_not_found', 'holder');
}
