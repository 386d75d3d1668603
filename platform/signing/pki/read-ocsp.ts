import { createHash } from 'node:crypto';
import * as pkijs from 'pkijs';
import { arrayOf, type Certificate, certificateOf } from './certificate.ts';
import { issuerOf } from './chain.ts';
import { oid } from './oids.ts';
import { serialText } from './read-crl.ts';
import { digestNameOf, verifySigned } from './verify-signature.ts';

/** What a responder says of one certificate (RFC 6960), its signature checked. */
export type OcspAnswer = {
  status: 'good' | 'revoked' | 'unknown';
  revokedAt: Date | null;
  reason: number;
  thisUpdate: Date;
  nextUpdate: Date | null;
};

/** Reads an answer about this certificate, signed by its issuer or by a responder that the issuer named; nothing otherwise. */
export function readOcsp(der: Buffer, certificate: Certificate, issuer: Certificate): OcspAnswer | undefined {
  try {
    const basic = basicOf(der);
    if (basic === undefined || !isSignedFor(basic, issuer)) return undefined;
    const single = basic.tbsResponseData.responses.find((one) => isAbout(one.certID, certificate, issuer));
    return single === undefined ? undefined : answerOf(single);
  } catch {
    return undefined;
  }
}

/** The request for one certificate; SHA-1 only names issuer and key here, as every responder expects. */
export function ocspRequestOf(certificate: Certificate, issuer: Certificate): Buffer {
  const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();
  const certID = new pkijs.CertID({
    hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha1 }),
    issuerNameHash: octetString(sha1(certificate.issuerRaw)),
    issuerKeyHash: octetString(sha1(keyBitsOf(issuer))),
    serialNumber: pkijs.Certificate.fromBER(arrayOf(certificate.der)).serialNumber,
  });
  const tbsRequest = new pkijs.TBSRequest({ requestList: [new pkijs.Request({ reqCert: certID })] });
  return Buffer.from(new pkijs.OCSPRequest({ tbsRequest }).toSchema(true).toBER());
}

function octetString(bytes: Buffer) {
  const { issuerNameHash } = new pkijs.CertID();
  const Kind = issuerNameHash.constructor as new (parts: { valueHex: ArrayBuffer }) => typeof issuerNameHash;
  return new Kind({ valueHex: arrayOf(bytes) });
}

/** The bare answer, whether it comes alone or inside the response of the protocol. */
function basicOf(der: Buffer): pkijs.BasicOCSPResponse | undefined {
  const bytes = arrayOf(der);
  try {
    const response = pkijs.OCSPResponse.fromBER(bytes);
    const inner = response.responseBytes;
    if (inner === undefined || inner.responseType !== oid.basicOcsp) return undefined;
    return pkijs.BasicOCSPResponse.fromBER(arrayOf(inner.response.valueBlock.valueHexView));
  } catch {
    return pkijs.BasicOCSPResponse.fromBER(bytes);
  }
}

function isSignedFor(basic: pkijs.BasicOCSPResponse, issuer: Certificate): boolean {
  const signed = {
    data: basic.tbsResponseData.tbsView,
    signature: basic.signature.valueBlock.valueHexView,
    algorithm: basic.signatureAlgorithm,
  };
  if (verifySigned(issuer.publicKey, signed).isGood) return true;
  const responders = (basic.certs ?? []).slice(0, 5).map((one) => certificateOf(Buffer.from(one.toSchema().toBER())));
  const at = basic.tbsResponseData.producedAt;
  return responders.some(
    (one) =>
      one.extendedKeyUsages?.includes(oid.ocspSigning) === true &&
      one.notBefore <= at &&
      at <= one.notAfter &&
      issuerOf(one, [issuer]) !== undefined &&
      verifySigned(one.publicKey, signed).isGood,
  );
}

function isAbout(id: pkijs.CertID, certificate: Certificate, issuer: Certificate): boolean {
  const digest = digestNameOf(id.hashAlgorithm);
  if (digest === undefined) return false;
  const hash = (bytes: Uint8Array) => createHash(digest).update(bytes).digest();
  const same = (held: { valueBlock: { valueHexView: Uint8Array } }, bytes: Buffer) =>
    Buffer.from(held.valueBlock.valueHexView).equals(bytes);
  return (
    serialText(Buffer.from(id.serialNumber.valueBlock.valueHexView)) === certificate.serial &&
    same(id.issuerNameHash, hash(certificate.issuerRaw)) &&
    same(id.issuerKeyHash, hash(keyBitsOf(issuer)))
  );
}

/** The bits of a public key without their algorithm: what RFC 6960 hashes. */
function keyBitsOf(certificate: Certificate): Uint8Array {
  const { subjectPublicKeyInfo } = pkijs.Certificate.fromBER(arrayOf(certificate.der));
  return subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
}

function answerOf(single: pkijs.SingleResponse): OcspAnswer {
  const tag = (single.certStatus as { idBlock?: { tagNumber?: number } }).idBlock?.tagNumber;
  const times = { thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate ?? null };
  if (tag === 0) return { status: 'good', revokedAt: null, reason: 0, ...times };
  if (tag !== 1) return { status: 'unknown', revokedAt: null, reason: 0, ...times };
  const inner = (single.certStatus as { valueBlock?: { value?: { toDate?: () => Date }[] } }).valueBlock?.value?.[0];
  return { status: 'revoked', revokedAt: inner?.toDate?.() ?? single.thisUpdate, reason: 0, ...times };
}
