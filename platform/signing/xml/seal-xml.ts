import { verify } from 'node:crypto';
import { certificateOf } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import { SigningRefused } from '../signer.ts';
import { tag } from './change-text.ts';
import { withXmlTimeStamp } from './extend-xml.ts';
import { canonicalSignedInfo } from './prepare-xml.ts';
import type { PreparedXml } from './prepare-xml.ts';
import { namespaces } from './xml-names.ts';

/**
 * Puts the value that came back into the document: level B-B, with a time stamp over the value B-T. A value that the
 * certificate's key did not make over this digest is refused with `SigningRefused`. `chain` are the authorities above the
 * signer, as far as they are to travel along.
 */
export function sealXml(
  prepared: PreparedXml,
  signature: Buffer,
  chain: readonly Certificate[],
  timeStamp?: Buffer,
): string {
  const { xml, at, signatureId, signedInfo, properties } = prepared;
  const certificate = certificateOf(Buffer.from(prepared.certificate, 'base64'));
  if (!isValueOf(certificate, prepared, signature))
    throw new SigningRefused('answer_wrong', 'the value is of something else');
  const unique = new Map([certificate, ...chain].map((one) => [one.fingerprint, one.der]));
  const certificates = [...unique.values()].map((der) => tag('ds:X509Certificate', {}, der.toString('base64')));
  const qualifying = tag(
    'xades:QualifyingProperties',
    { 'xmlns:xades': namespaces.xades, Target: `#${signatureId}` },
    properties,
  );
  const element = tag(
    'ds:Signature',
    { 'xmlns:ds': namespaces.ds, Id: signatureId },
    signedInfo,
    tag('ds:SignatureValue', { Id: `${signatureId}-value` }, signature.toString('base64')),
    tag('ds:KeyInfo', {}, tag('ds:X509Data', {}, ...certificates)),
    tag('ds:Object', {}, qualifying),
  );
  const sealed = xml.slice(0, at) + element + xml.slice(at);
  return timeStamp === undefined ? sealed : withXmlTimeStamp(sealed, timeStamp, signatureId);
}

function isValueOf({ keyType, publicKey }: Certificate, prepared: PreparedXml, signature: Buffer): boolean {
  if (keyType !== 'rsa') return false;
  try {
    return verify('sha256', Buffer.from(canonicalSignedInfo(prepared), 'utf8'), publicKey, signature);
  } catch {
    return false;
  }
}
