import { createHash } from 'node:crypto';
import { digestNameOf, readAlgorithm } from './algorithm-identifier.ts';
import { type Certificate, readableCertificates, serialText } from './certificate.ts';
import { readExtensions } from './certificate-extensions.ts';
import { isStrong, issuerOf } from './chain.ts';
import { identifierIn, instantIn, integerIn, numberIn, octetsIn, wholeBitsIn } from './der-values.ts';
import { oid } from './oids.ts';
import {
  around,
  BadDer,
  type Element,
  elementFrom,
  elementOf,
  inPlace,
  insideOf,
  listOf,
  membersOf,
  tags,
} from './read-der.ts';
import { isSafelySigned } from './verify-signature.ts';

/** What a responder says of one certificate (RFC 6960). */
export type OcspAnswer = {
  status: 'good' | 'revoked' | 'unknown';
  revokedAt: Date | null;
  /** RFC 5280, section 5.3.1; null where none is given. */
  reasonCode: number | null;
  thisUpdate: Date;
  nextUpdate: Date | null;
  /** The responder still knows certificates that have expired since then (RFC 6960, section 4.4.4). */
  keepsExpiredSince: Date | null;
};

/** An answer whose signature was checked, with the responder that the issuer named; null where the issuer signed itself. */
export type CheckedOcsp = OcspAnswer & { responder: Certificate | null; producedAt: Date };

/** An answer in its parts, nothing of it checked yet. */
export type OcspResponse = {
  producedAt: Date;
  certificates: Certificate[];
  signed: { data: Buffer; signature: Buffer; algorithm: ReturnType<typeof readAlgorithm> };
  answers: (OcspAnswer & { id: CertificateId })[];
};

type CertificateId = { digest: string | undefined; nameHash: Buffer; keyHash: Buffer; serial: string };

const mostAnswers = 1000;
const mostResponders = 5;
const archiveCutoff = '1.3.6.1.5.5.7.48.1.6';

/** Reads an answer about this certificate, signed by its issuer or by a responder that the issuer named; nothing otherwise. */
export function readOcsp(der: Buffer, certificate: Certificate, issuer: Certificate): CheckedOcsp | undefined {
  // Answers about others are many and not worth a signature check.
  if (!der.includes(certificate.serialRaw.subarray(-8))) return undefined;
  try {
    const response = readOcspResponse(der);
    const about = response.answers.filter(({ id }) => isAbout(id, certificate, issuer));
    const answer = about.find(({ status }) => status === 'revoked') ?? about[0];
    const signer = answer && signerOf(response, issuer);
    if (answer === undefined || signer === undefined) return undefined;
    const { id: _, ...said } = answer;
    return { ...said, responder: signer === issuer ? null : signer, producedAt: response.producedAt };
  } catch (error) {
    if (error instanceof BadDer) return undefined;
    throw error;
  }
}

/** Takes an answer apart, whether it comes alone or inside the response of the protocol; throws `BadDer`. */
export function readOcspResponse(der: Buffer): OcspResponse {
  const members = membersOf(basicOf(der));
  const data = members.take(tags.sequence);
  const algorithm = readAlgorithm(members.take());
  const signature = wholeBitsIn(members.take());
  const held = members.find(around(0));
  members.end();
  const certificates = held === undefined ? [] : listOf(insideOf(held), 50).slice(0, mostResponders);
  return {
    ...dataIn(data),
    certificates: readableCertificates(certificates.map((one) => one.der)),
    signed: { data: data.der, signature, algorithm },
  };
}

function basicOf(der: Buffer): Element {
  const outer = elementOf(der);
  const members = membersOf(outer);
  const status = members.find(tags.enumerated);
  if (status === undefined) return outer;
  if (numberIn(status, tags.enumerated) !== 0) throw new BadDer('the responder did not answer');
  const inner = membersOf(insideOf(members.take(around(0))));
  members.end();
  if (identifierIn(inner.take()) !== oid.basicOcsp) throw new BadDer('an unknown kind of answer');
  return elementOf(octetsIn(inner.take()));
}

function dataIn(data: Element): Pick<OcspResponse, 'producedAt' | 'answers'> {
  const members = membersOf(data);
  members.find(around(0));
  if (members.find(around(1)) === undefined) members.take(around(2));
  const producedAt = instantIn(members.take());
  const answers = listOf(members.take(), mostAnswers).map(answerIn);
  const held = members.find(around(1));
  members.end();
  requireKnown(held);
  return { producedAt, answers };
}

function requireKnown(held: Element | undefined) {
  const extensions = held === undefined ? [] : readExtensions(insideOf(held));
  if (extensions.some((one) => one.isCritical && one.id !== archiveCutoff))
    throw new BadDer('an unknown critical extension');
  return extensions;
}

function answerIn(single: Element): OcspResponse['answers'][number] {
  const members = membersOf(single);
  const id = idIn(members.take());
  const status = members.take();
  const thisUpdate = instantIn(members.take());
  const next = members.find(around(0));
  const extensions = requireKnown(members.find(around(1)));
  members.end();
  const cutoff = extensions.find((one) => one.id === archiveCutoff);
  return {
    id,
    ...statusIn(status),
    thisUpdate,
    nextUpdate: next === undefined ? null : instantIn(insideOf(next)),
    keepsExpiredSince: cutoff === undefined ? null : instantIn(elementFrom(cutoff.value)),
  };
}

function statusIn(status: Element): Pick<OcspAnswer, 'status' | 'revokedAt' | 'reasonCode'> {
  if (status.tag === inPlace(0)) return { status: 'good', revokedAt: null, reasonCode: null };
  if (status.tag === inPlace(2)) return { status: 'unknown', revokedAt: null, reasonCode: null };
  const members = membersOf(status, around(1));
  const revokedAt = instantIn(members.take());
  const reason = members.find(around(0));
  const reasonCode = reason === undefined ? null : numberIn(insideOf(reason), tags.enumerated);
  return { status: 'revoked', revokedAt, reasonCode };
}

function idIn(id: Element): CertificateId {
  const members = membersOf(id);
  const digest = digestNameOf(readAlgorithm(members.take()));
  const [nameHash, keyHash] = [octetsIn(members.take()), octetsIn(members.take())];
  const serial = serialText(integerIn(members.take()));
  members.end();
  return { digest, nameHash, keyHash, serial };
}

/** SHA-1 only names issuer and key here; it protects nothing. */
function isAbout(
  { digest, nameHash, keyHash, serial }: CertificateId,
  certificate: Certificate,
  issuer: Certificate,
): boolean {
  if (serial !== certificate.serial || digest === undefined) return false;
  const hash = (bytes: Buffer) => createHash(digest).update(bytes).digest();
  return hash(certificate.issuerRaw).equals(nameHash) && hash(issuer.keyRaw).equals(keyHash);
}

/** The issuer itself, or a responder with a certificate for that alone made by the same issuer (RFC 6960, 4.2.2.2). */
function signerOf(
  { signed, certificates, producedAt: at }: OcspResponse,
  issuer: Certificate,
): Certificate | undefined {
  if (isSafelySigned(issuer.publicKey, signed)) return issuer;
  return certificates.find(
    (one) =>
      one.extendedKeyUsages?.includes(oid.ocspSigning) === true &&
      (one.keyUsages === null || one.keyUsages.includes('digitalSignature')) &&
      !one.hasUnknownCritical &&
      isStrong(one) &&
      one.notBefore <= at &&
      at <= one.notAfter &&
      issuerOf(one, [issuer]) !== undefined &&
      isSafelySigned(one.publicKey, signed),
  );
}
