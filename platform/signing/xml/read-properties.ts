import { createHash } from 'node:crypto';
import type { Certificate } from '../pki/certificate.ts';
import { sequence, tlv } from '../pki/der.ts';
import { damaged, tooComplex, xmlLimits } from './bad-xml.ts';
import type { CanonicalForm } from './canonical-xml.ts';
import { algorithmOf, bytesOf, childElements, childrenNamed, findChild, requireChild, textOf } from './read-element.ts';
import { formOf, signedPropertiesOf } from './read-signature.ts';
import { digestMethods, inclusiveForm, namespaces } from './xml-names.ts';
import type { DigestName } from './xml-names.ts';
import { isNamed } from './xml-node.ts';
import type { XmlElement } from './xml-node.ts';

/** A certificate as the signed properties name it. */
export type NamedCertificate = {
  digestName: DigestName;
  digest: Buffer;
  /** IssuerSerial of RFC 5035 as DER; none where it is left out. */
  issuerSerial: Buffer | null;
};

/** A time stamp over the signature value, in the canonical form that it was made with. */
export type ReadTimeStamp = { token: Buffer; form: CanonicalForm };

/** What the qualifying properties say (EN 319 132-1, clauses 5.2 to 5.5), nothing of it checked yet. */
export type ReadProperties = {
  signingTime: Date | null;
  named: NamedCertificate[];
  timeStamps: ReadTimeStamp[];
  certificates: Buffer[];
  revocations: Buffer[];
};

/** Reads the qualifying properties of a signature. */
export function readProperties(properties: XmlElement): ReadProperties {
  const signed = requireChild(signedPropertiesOf(properties), namespaces.xades, 'SignedSignatureProperties');
  const unsigned = unsignedPropertiesOf(properties);
  const validation = unsigned.flatMap((one) =>
    isNamed(one, namespaces.xades141, 'TimeStampValidationData') ? childElements(one) : [one],
  );
  const [certificates, revocations] = [certificatesIn(validation), revocationsIn(validation)];
  if (certificates.length > xmlLimits.certificates) tooComplex('too many certificates');
  if (revocations.length > xmlLimits.revocations) tooComplex('too many revocations');
  const timeStamps = timeStampsIn(unsigned);
  if (timeStamps.length > xmlLimits.timeStamps) tooComplex('too many time stamps');
  return { signingTime: signingTimeOf(signed), named: namedIn(signed), timeStamps, certificates, revocations };
}

/** The unsigned properties of the signature, each with its name. */
export function unsignedPropertiesOf(properties: XmlElement): XmlElement[] {
  const unsigned = findChild(properties, namespaces.xades, 'UnsignedProperties');
  const ofSignature = unsigned && findChild(unsigned, namespaces.xades, 'UnsignedSignatureProperties');
  return ofSignature === undefined ? [] : childElements(ofSignature);
}

/** A certificate's issuer and serial number as IssuerSerialV2 holds it: DER of IssuerSerial (RFC 5035, section 4). */
export function issuerSerialOf(certificate: Certificate): Buffer {
  return sequence(sequence(tlv(0xa4, certificate.issuerRaw)), tlv(0x02, certificate.serialRaw));
}

/** Whether the signed properties name this very certificate, so that no other can take its place. */
export function isNamedCertificate(named: readonly NamedCertificate[], certificate: Certificate): boolean {
  return named.some(
    ({ digestName, digest, issuerSerial }) =>
      createHash(digestName).update(certificate.der).digest().equals(digest) &&
      (issuerSerial === null || issuerSerial.equals(issuerSerialOf(certificate))),
  );
}

/** Only a time with its zone is an instant. */
function signingTimeOf(signed: XmlElement): Date | null {
  const element = findChild(signed, namespaces.xades, 'SigningTime');
  const text = element === undefined ? '' : textOf(element).trim();
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** SigningCertificate is the older form, with the issuer's name as text, which programs write in many ways. */
function namedIn(signed: XmlElement): NamedCertificate[] {
  const newer = findChild(signed, namespaces.xades, 'SigningCertificateV2');
  const held = newer ?? findChild(signed, namespaces.xades, 'SigningCertificate');
  return (held === undefined ? [] : childElements(held)).map((one) => {
    if (!isNamed(one, namespaces.xades, 'Cert')) return damaged(one.local);
    const digest = requireChild(one, namespaces.xades, 'CertDigest');
    const issuerSerial = findChild(one, namespaces.xades, 'IssuerSerialV2');
    return {
      digestName: algorithmOf(requireChild(digest, namespaces.ds, 'DigestMethod'), digestMethods),
      digest: bytesOf(requireChild(digest, namespaces.ds, 'DigestValue')),
      issuerSerial: issuerSerial === undefined ? null : bytesOf(issuerSerial),
    };
  });
}

function timeStampsIn(unsigned: readonly XmlElement[]): ReadTimeStamp[] {
  const held = unsigned.filter((one) => isNamed(one, namespaces.xades, 'SignatureTimeStamp'));
  return held.flatMap((one) => {
    const method = findChild(one, namespaces.ds, 'CanonicalizationMethod');
    const form = method === undefined ? inclusiveForm : formOf(method);
    return childrenNamed(one, namespaces.xades, 'EncapsulatedTimeStamp').map((token) => ({
      token: bytesOf(token),
      form,
    }));
  });
}

/** The certificates among unsigned properties, as DER. */
export function certificatesIn(unsigned: readonly XmlElement[]): Buffer[] {
  const held = unsigned.filter((one) => isNamed(one, namespaces.xades, 'CertificateValues'));
  return held.flatMap((one) => childrenNamed(one, namespaces.xades, 'EncapsulatedX509Certificate').map(bytesOf));
}

/** The revocation lists and answers among unsigned properties, as DER. */
export function revocationsIn(unsigned: readonly XmlElement[]): Buffer[] {
  const held = unsigned.filter((one) => isNamed(one, namespaces.xades, 'RevocationValues')).flatMap(childElements);
  const kinds = { CRLValues: 'EncapsulatedCRLValue', OCSPValues: 'EncapsulatedOCSPValue' };
  return Object.entries(kinds).flatMap(([list, item]) =>
    held
      .filter((one) => isNamed(one, namespaces.xades, list))
      .flatMap((one) => childrenNamed(one, namespaces.xades, item).map(bytesOf)),
  );
}
