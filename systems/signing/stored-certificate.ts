import { certificateOf, type Certificate } from '@cuaso/platform/signing/pki/certificate.ts';
import type { Target } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import type { CertificateRow } from './certificate-rows.ts';
import { refuse, type RefusalWord } from './refusals.ts';

/** A certificate of the inventory as the operations use it. */
export type StoredCertificate = {
  id: string;
  holderKind: 'official' | 'agency';
  officialId: string | null;
  agencyId: string;
  holderName: string;
  positionTitle: string;
  device: CertificateRow['device'];
  keyName: string;
  status: 'active' | 'locked' | 'returned' | 'revoked';
  validFrom: Date;
  validUntil: Date;
  der: Buffer;
  imageFileId: string | null;
};

/** A certificate by its id. */
export async function getStoredCertificate(ctx: Context, id: string): Promise<StoredCertificate> {
  const found = await sql<StoredCertificate>`select c.id, c.holder_kind as "holderKind", c.official_id as "officialId",
    c.agency_id as "agencyId", c.holder_name as "holderName", c.position_title as "positionTitle", c.device,
    c.key_name as "keyName", c.status, c.valid_from as "validFrom", c.valid_until as "validUntil", c.der,
    c.image_file_id as "imageFileId" from signing.certificate c where c.id = ${id}`.execute(ctx.tx);
  return found.rows[0] ?? refuse('certificate_not_found');
}

/** Where a certificate lies, for access. */
export async function certificateTarget(ctx: Context, input: { certificateId: string }): Promise<Target> {
  const { agencyId } = await getStoredCertificate(ctx, input.certificateId);
  return { agencyId };
}

/** The certificate, read once per process: its bytes never change. */
export function parsedCertificate(ctx: Pick<Context, 'memory'>, der: Buffer): Certificate {
  const key = `signing.certificate:${der.toString('base64')}`;
  const known = ctx.memory.get(key) as Certificate | undefined;
  if (known !== undefined) return known;
  const parsed = certificateOf(der);
  ctx.memory.set(key, parsed);
  return parsed;
}

/** Why nothing may be signed with this certificate now, by what the inventory knows. */
export function problemOf(certificate: StoredCertificate, now: Date): RefusalWord | undefined {
  if (certificate.status !== 'active') return `certificate_${certificate.status}`;
  if (certificate.validFrom > now) return 'certificate_not_yet_valid';
  return certificate.validUntil <= now ? 'certificate_expired' : undefined;
}
