import { createPrivateKey, type KeyObject } from 'node:crypto';
import { identifier, octets, sequence, smallInteger, tlv } from '@cuaso/platform/signing/pki/der.ts';
import { oid } from '@cuaso/platform/signing/pki/oids.ts';
import {
  bitsOf,
  criticalExtension,
  extension,
  integerOf,
  keyIdOf,
  type NameParts,
  nameOf,
  publicPartOf,
  sha256WithRsa,
  signedBy,
  validityOf,
} from './x509-parts.ts';

/** Who issues: its name, its key, and its own certificate. */
export type Issuer = { name: Buffer; key: KeyObject; keyId: Buffer; certificate: Buffer };

/** What a certificate says about its holder. */
export type Holder = {
  subject: NameParts;
  /** The holder's public key as SubjectPublicKeyInfo. */
  spki: Buffer;
  serial: Buffer;
  from: Date;
  until: Date;
  /** Where the list is that would name it once it is revoked. */
  crlUrl: string;
};

const province: NameParts = [
  ['C', 'VN'],
  ['O', 'Cửa Số - tỉnh minh họa (hư cấu)'],
];
/** The names of the three authorities of the demo; each says that it is none. */
export const authorityNames = {
  root: [...province, ['CN', 'Gốc chứng thực thử nghiệm (hư cấu)']],
  state: [...province, ['CN', 'Cơ quan nhà nước (thử nghiệm)']],
  timeStamp: [...province, ['CN', 'Dấu thời gian (thử nghiệm)']],
} as const satisfies Record<string, NameParts>;

// Bits of KeyUsage (RFC 5280, section 4.2.1.3).
const signsDocuments = bitsOf(Buffer.from([0xc0]), 6);
const signsCertificates = bitsOf(Buffer.from([0x06]), 1);

/** The root: it certifies itself. */
export function issueRoot(key: KeyObject, facts: Pick<Holder, 'serial' | 'from' | 'until'>): Issuer {
  const spki = publicPartOf(key);
  const [name, keyId] = [nameOf(authorityNames.root), keyIdOf(spki)];
  const extensions = [...authorityExtensions(1), extension('2.5.29.14', octets(keyId))];
  const certificate = certificateFrom({ name, key }, { ...facts, name, spki, extensions });
  return { name, key, keyId, certificate };
}

/** The authority below the root that issues to officials and agencies. */
export function issueStateAuthority(
  root: Issuer,
  key: KeyObject,
  facts: Pick<Holder, 'serial' | 'from' | 'until' | 'crlUrl'>,
): Issuer {
  const spki = publicPartOf(key);
  const [name, keyId] = [nameOf(authorityNames.state), keyIdOf(spki)];
  const extensions = [...authorityExtensions(0), ...ownExtensions(root, spki, facts.crlUrl)];
  return { name, key, keyId, certificate: certificateFrom(root, { ...facts, name, spki, extensions }) };
}

/** The certificate of the time-stamp authority: for time stamps and nothing else (RFC 3161, section 2.3). */
export function issueTimeStampAuthority(
  root: Issuer,
  key: KeyObject,
  facts: Pick<Holder, 'serial' | 'from' | 'until' | 'crlUrl'>,
): Issuer {
  const spki = publicPartOf(key);
  const [name, keyId] = [nameOf(authorityNames.timeStamp), keyIdOf(spki)];
  const extensions = [
    criticalExtension('2.5.29.15', signsDocuments),
    criticalExtension('2.5.29.37', sequence(identifier(oid.timeStamping))),
    ...ownExtensions(root, spki, facts.crlUrl),
  ];
  return { name, key, keyId, certificate: certificateFrom(root, { ...facts, name, spki, extensions }) };
}

/** A certificate for signing documents. */
export function issueCertificate(issuer: Issuer, holder: Holder): Buffer {
  const extensions = [
    criticalExtension('2.5.29.15', signsDocuments),
    ...ownExtensions(issuer, holder.spki, holder.crlUrl),
  ];
  return certificateFrom(issuer, { ...holder, name: nameOf(holder.subject), extensions });
}

/** An authority whose key and certificate were kept. */
export function issuerOf(name: NameParts, kept: { key: string; certificate: string }): Issuer {
  const key = createPrivateKey(kept.key);
  const keyId = keyIdOf(publicPartOf(key));
  return { name: nameOf(name), key, keyId, certificate: Buffer.from(kept.certificate, 'base64') };
}

/** The certificate as text for files and programs. */
export function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

type Content = Pick<Holder, 'serial' | 'from' | 'until' | 'spki'> & { name: Buffer; extensions: Buffer[] };

function certificateFrom(issuer: Pick<Issuer, 'name' | 'key'>, content: Content): Buffer {
  const { serial, from, until, name, spki, extensions } = content;
  const version3 = tlv(0xa0, smallInteger(2));
  const period = validityOf(from, until);
  const all = tlv(0xa3, sequence(...extensions));
  return signedBy(
    issuer.key,
    sequence(version3, integerOf(serial), sha256WithRsa, issuer.name, period, name, spki, all),
  );
}

function authorityExtensions(pathLength: number): Buffer[] {
  const isAuthority = sequence(tlv(0x01, Buffer.from([0xff])), smallInteger(pathLength));
  return [criticalExtension('2.5.29.19', isAuthority), criticalExtension('2.5.29.15', signsCertificates)];
}

/** Which key it is, which key signed it, and where its revocation would be told. */
function ownExtensions(issuer: Issuer, spki: Buffer, crlUrl: string): Buffer[] {
  const point = sequence(tlv(0xa0, tlv(0xa0, tlv(0x86, Buffer.from(crlUrl)))));
  return [
    extension('2.5.29.14', octets(keyIdOf(spki))),
    extension('2.5.29.35', authorityKeyOf(issuer)),
    extension('2.5.29.31', sequence(point)),
  ];
}

/** Which key of the authority signed: for certificates and for lists. */
export function authorityKeyOf({ keyId }: Pick<Issuer, 'keyId'>): Buffer {
  return sequence(tlv(0x80, keyId));
}
