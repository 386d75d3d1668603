import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { elementAt, identifier, octets, sequence, setOf, time, tlv } from '@cuaso/platform/signing/pki/der.ts';
import { oid } from '@cuaso/platform/signing/pki/oids.ts';

/** The parts of a name, the most general first: country, organisation, unit, person. */
export type NameParts = readonly (readonly [kind: keyof typeof attributes, text: string])[];

const attributes = { C: '2.5.4.6', L: '2.5.4.7', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' } as const;
// RFC 5280, appendix A.1.
const longest = { C: 2, L: 128, O: 64, OU: 64, CN: 64 } as const;

const null0 = tlv(0x05);

/** The algorithm of every signature that the demo's authority makes. */
export const sha256WithRsa = sequence(identifier(oid.sha256WithRsa), null0);
/** The algorithm of every digest. */
export const sha256Algorithm = sequence(identifier(oid.sha256), null0);

/** A name (RFC 5280, section 4.1.2.4); all but the country in UTF-8. */
export function nameOf(parts: NameParts): Buffer {
  return sequence(
    ...parts.map(([kind, text]) => {
      if (text === '' || [...text].length > longest[kind]) throw new Error(`${kind}=${text} does not fit into a name`);
      return setOf(sequence(identifier(attributes[kind]), tlv(kind === 'C' ? 0x13 : 0x0c, Buffer.from(text))));
    }),
  );
}

/** An INTEGER that is not negative, from its bytes. */
export function integerOf(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const body = first < 0 ? Buffer.alloc(1) : Buffer.from(bytes.subarray(first));
  return tlv(0x02, (body[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0), body);
}

/** An INTEGER that is not negative, from a whole number. */
export function numberOf(value: number): Buffer {
  return integerOf(Buffer.from(value.toString(16).padStart(16, '0'), 'hex'));
}

/** A BIT STRING of whole bytes, with so many bits at its end that do not count. */
export function bitsOf(bytes: Uint8Array, unused = 0): Buffer {
  return tlv(0x03, Buffer.from([unused]), bytes);
}

/** GeneralizedTime to the second, as OCSP and time stamps want it. */
export function generalTime(at: Date): Buffer {
  return tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

/** The period in which a certificate is valid. */
export function validityOf(from: Date, until: Date): Buffer {
  return sequence(time(from), time(until));
}

/** The public key as it stands in a certificate. */
export function publicPartOf(key: KeyObject): Buffer {
  return (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' });
}

/** The key's identifier by the first method of RFC 5280, section 4.2.1.2. */
export function keyIdOf(spki: Buffer): Buffer {
  const outer = elementAt(spki, 0);
  const algorithm = outer && elementAt(spki, outer.start);
  const bits = algorithm && elementAt(spki, algorithm.end);
  if (bits === undefined) throw new Error('this is no public key');
  return createHash('sha1')
    .update(spki.subarray(bits.start + 1, bits.end))
    .digest();
}

/** An extension of a certificate or a list. */
export function extension(id: string, value: Buffer): Buffer {
  return sequence(identifier(id), octets(value));
}

/** An extension that must be understood. */
export function criticalExtension(id: string, value: Buffer): Buffer {
  return sequence(identifier(id), tlv(0x01, Buffer.from([0xff])), octets(value));
}

/** What was to be signed, its algorithm and its signature: a certificate, a list or an OCSP answer. */
export function signedBy(key: KeyObject, toBeSigned: Buffer): Buffer {
  return sequence(toBeSigned, sha256WithRsa, bitsOf(sign('sha256', toBeSigned, key)));
}
