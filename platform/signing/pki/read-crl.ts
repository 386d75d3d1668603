import { createHash } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayOf, type Certificate } from './certificate.ts';
import { verifySigned } from './verify-signature.ts';

/** A revocation list of an authority (RFC 5280, section 5) whose signature was checked. */
export type RevocationList = {
  thisUpdate: Date;
  nextUpdate: Date | null;
  /** By serial number in hex without leading zeros; an entry that took a certificate off hold is left out. */
  revoked: ReadonlyMap<string, { at: Date; reason: number }>;
};

const issuingPoint = '2.5.29.28';
const deltaIndicator = '2.5.29.27';
const removeFromCrl = 8;
const keptCount = 64;
const kept = new Map<string, RevocationList | undefined>();

/** Reads a list and checks that this issuer signed it whole; nothing otherwise. */
export function readCrl(der: Buffer, issuer: Certificate): RevocationList | undefined {
  // Lists are long and asked about often; the same bytes need no second reading.
  const key = `${createHash('sha256').update(der).digest('hex')} ${issuer.fingerprint}`;
  if (!kept.has(key)) {
    if (kept.size >= keptCount) kept.clear();
    kept.set(key, readAnew(der, issuer));
  }
  return kept.get(key);
}

function readAnew(der: Buffer, issuer: Certificate): RevocationList | undefined {
  const crl = parsed(der);
  if (crl === undefined || (issuer.keyUsages !== null && !issuer.keyUsages.includes('cRLSign'))) return undefined;
  if (!Buffer.from(crl.issuer.toSchema().toBER()).equals(issuer.subjectRaw)) return undefined;
  const { isGood } = verifySigned(issuer.publicKey, {
    data: crl.tbsView,
    signature: crl.signatureValue.valueBlock.valueHexView,
    algorithm: crl.signatureAlgorithm,
  });
  if (!isGood) return undefined;
  // A list of changes, or of some certificates only, does not say that the others are good.
  const critical = (crl.crlExtensions?.extensions ?? []).filter((one) => one.critical).map((one) => one.extnID);
  if (critical.some((id) => id === deltaIndicator || id === issuingPoint || id !== '2.5.29.20')) return undefined;
  return { thisUpdate: crl.thisUpdate.value, nextUpdate: crl.nextUpdate?.value ?? null, revoked: entriesOf(crl) };
}

function parsed(der: Buffer): pkijs.CertificateRevocationList | undefined {
  try {
    return pkijs.CertificateRevocationList.fromBER(arrayOf(der));
  } catch {
    return undefined;
  }
}

function entriesOf(crl: pkijs.CertificateRevocationList): ReadonlyMap<string, { at: Date; reason: number }> {
  const entries = (crl.revokedCertificates ?? []).map((entry) => {
    const serial = serialText(Buffer.from(entry.userCertificate.valueBlock.valueHexView));
    const extension = entry.crlEntryExtensions?.extensions.find((one) => one.extnID === '2.5.29.21');
    const reason = Number(
      (extension?.parsedValue as { valueBlock?: { valueDec?: number } } | undefined)?.valueBlock?.valueDec ?? 0,
    );
    return [serial, { at: entry.revocationDate.value, reason }] as const;
  });
  return new Map(entries.filter(([, { reason }]) => reason !== removeFromCrl));
}

/** A serial number as certificates are compared by it: upper-case hex without leading zeros. */
export function serialText(raw: Buffer): string {
  return raw
    .toString('hex')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
}
