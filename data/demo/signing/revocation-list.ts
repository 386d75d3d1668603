import { sequence, smallInteger, time, tlv } from '@cuaso/platform/signing/pki/der.ts';
import { authorityKeyOf, type Issuer } from './authority.ts';
import { extension, integerOf, numberOf, sha256WithRsa, signedBy } from './x509-parts.ts';

/** A certificate that is not good any more. */
export type Revoked = { serial: Buffer; at: Date };

/** How long a list serves, in milliseconds. */
export const listServesMs = 24 * 3_600_000;

/** The list of what an authority has revoked (CRL, RFC 5280, section 5); its number grows with the time. */
export function revocationList(issuer: Issuer, revoked: readonly Revoked[], now: Date): Buffer {
  const entries = revoked.map(({ serial, at }) => sequence(integerOf(serial), time(at)));
  const listNumber = numberOf(Math.floor(now.getTime() / 1000));
  const extensions = sequence(extension('2.5.29.35', authorityKeyOf(issuer)), extension('2.5.29.20', listNumber));
  const toBeSigned = sequence(
    smallInteger(1),
    sha256WithRsa,
    issuer.name,
    time(now),
    time(new Date(now.getTime() + listServesMs)),
    // An empty list is left out, not written as empty (RFC 5280, section 5.1.2.6).
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    tlv(0xa0, extensions),
  );
  return signedBy(issuer.key, toBeSigned);
}
