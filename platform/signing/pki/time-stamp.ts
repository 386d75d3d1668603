import { createHash } from 'node:crypto';
import * as pkijs from 'pkijs';
import { type ReadCms, readCms } from '../cms/read.ts';
import { findSigner, namesCertificate } from '../cms/signer.ts';
import type { Finding } from '../report.ts';
import type { Trust } from '../trust.ts';
import { arrayOf, type Certificate } from './certificate.ts';
import { chainOf } from './chain.ts';
import { identifier, octets, sequence, smallInteger, tlv } from './der.ts';
import { fetchLimited, OutOfReach } from './fetch-revocation.ts';
import { oid, safeDigests } from './oids.ts';
import { revocationOf } from './revocation.ts';
import { digestNameOf, verifySigned } from './verify-signature.ts';

/** What a time stamp says, nothing of it checked yet (RFC 3161). */
export type TimeStamp = {
  at: Date;
  imprint: Buffer;
  imprintAlgorithm: string;
  nonce: Buffer | null;
  policy: string;
  cms: ReadCms;
};

/** The request for a time stamp over these 32 bytes; the authority's certificate shall come along. */
export function timeStampRequestOf(imprint: Buffer, nonce: Buffer): Buffer {
  const algorithm = sequence(identifier(oid.sha256), Buffer.from([0x05, 0x00]));
  // A first byte below 0x80 keeps the number positive.
  const number = Buffer.concat([Buffer.from([1]), nonce]);
  return sequence(
    smallInteger(1),
    sequence(algorithm, octets(imprint)),
    tlv(0x02, number),
    Buffer.from([0x01, 0x01, 0xff]),
  );
}

/** Asks an authority for a time stamp; the token is taken only if it is about what was asked, this time. */
export async function requestTimeStamp(url: string, imprint: Buffer, nonce: Buffer, timeoutMs = 5000): Promise<Buffer> {
  const body = new Uint8Array(timeStampRequestOf(imprint, nonce));
  const headers = { 'content-type': 'application/timestamp-query' };
  const answer = await fetchLimited(url, { method: 'POST', headers, body }, { timeoutMs, maxBytes: 256 * 1024 });
  return tokenIn(answer, imprint, nonce);
}

function tokenIn(answer: Buffer, imprint: Buffer, nonce: Buffer): Buffer {
  try {
    const response = pkijs.TimeStampResp.fromBER(arrayOf(answer));
    const status = Number(response.status.status);
    if (status > 1 || response.timeStampToken === undefined) throw new OutOfReach(`time stamp refused: ${status}`);
    const token = Buffer.from(response.timeStampToken.toSchema().toBER());
    const read = readTimeStamp(token);
    const asked = Buffer.concat([Buffer.from([1]), nonce]);
    if (!read.imprint.equals(imprint) || read.nonce?.equals(asked) !== true)
      throw new OutOfReach('time stamp of something else');
    return token;
  } catch (error) {
    if (error instanceof OutOfReach) throw error;
    throw new OutOfReach('no time stamp', { cause: error });
  }
}

/** Takes a time-stamp token apart. */
export function readTimeStamp(token: Buffer): TimeStamp {
  const cms = readCms(token);
  if (cms.contentType !== oid.timeStampInfo || cms.content === null) throw new OutOfReach('no time stamp');
  const info = pkijs.TSTInfo.fromBER(arrayOf(cms.content));
  return {
    at: info.genTime,
    imprint: Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView),
    imprintAlgorithm: digestNameOf(info.messageImprint.hashAlgorithm) ?? '',
    nonce: info.nonce === undefined ? null : Buffer.from(info.nonce.valueBlock.valueHexView),
    policy: info.policy,
    cms,
  };
}

/** A time stamp as it was found on check. */
export type CheckedTimeStamp = { at: Date | null; findings: Finding[]; chain: Certificate[]; evidence: Buffer[] };

/**
 * Whether a token proves that these bytes existed at its time: it is about them, signed by a certificate made for time stamps
 * alone (RFC 3161, section 2.3) of a trusted authority, not revoked then.
 */
export function checkTimeStamp(
  token: Buffer,
  stamped: Buffer,
  trust: Trust,
  extraAnswers: readonly Buffer[] = [],
): CheckedTimeStamp {
  const wrong = (detail: string): CheckedTimeStamp => ({
    at: null,
    findings: [{ reason: 'time_stamp_wrong', detail }],
    chain: [],
    evidence: [],
  });
  const read = readOrNothing(token);
  if (read === undefined) return wrong('unreadable');
  const { cms, at, imprint, imprintAlgorithm } = read;
  if (!safeDigests.has(imprintAlgorithm)) return wrong('algorithm');
  if (!createHash(imprintAlgorithm).update(stamped).digest().equals(imprint)) return wrong('other content');
  const signer = findSigner(cms);
  if (signer === undefined || !isSignedBy(cms, signer)) return wrong('signature');
  const isForStamps = signer.extendedKeyUsages?.length === 1 && signer.extendedKeyUsages[0] === oid.timeStamping;
  if (!isForStamps || !signer.extendedKeyUsageIsCritical) return wrong('purpose');
  return believed(cms, signer, at, trust, extraAnswers);
}

function believed(
  cms: ReadCms,
  signer: Certificate,
  at: Date,
  trust: Trust,
  extraAnswers: readonly Buffer[],
): CheckedTimeStamp {
  const { chain, anchor, findings } = chainOf(signer, cms.certificates, trust, at);
  if (anchor === null || findings.length > 0) return { at: null, findings, chain, evidence: [] };
  const issuer = chain[1] ?? signer;
  const answers = [...extraAnswers, ...cms.crls, ...trust.revocations];
  const { status, used } = revocationOf(signer, issuer, answers, { at, now: trust.now });
  if (status === 'revoked')
    return { at: null, findings: [{ reason: 'revoked', detail: signer.subject }], chain, evidence: [] };
  return { at, findings: [], chain, evidence: used === null ? [] : [used] };
}

function readOrNothing(token: Buffer): TimeStamp | undefined {
  try {
    return readTimeStamp(token);
  } catch {
    return undefined;
  }
}

function isSignedBy(cms: ReadCms, signer: Certificate): boolean {
  const digest = digestNameOf(cms.digestAlgorithm);
  if (cms.attributes === null || cms.content === null || digest === undefined || !namesCertificate(cms, signer))
    return false;
  const said = cms.signedValues.get(oid.messageDigest);
  const type = cms.signedValues.get(oid.contentType);
  if (said?.equals(octets(createHash(digest).update(cms.content).digest())) !== true) return false;
  if (type?.equals(identifier(oid.timeStampInfo)) !== true) return false;
  const { attributes: data, signature, signatureAlgorithm: algorithm } = cms;
  return verifySigned(signer.publicKey, { data, signature, algorithm, digest }).isGood;
}
