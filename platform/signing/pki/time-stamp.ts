import { createHash } from 'node:crypto';
import { type ReadCms, readCms } from '../cms/read.ts';
import { findSigner, namesCertificate } from '../cms/signer.ts';
import type { Finding } from '../report.ts';
import type { Trust } from '../trust.ts';
import { digestNameOf, readAlgorithm } from './algorithm-identifier.ts';
import type { Certificate } from './certificate.ts';
import { chainOf } from './chain.ts';
import { identifier, octets } from './der.ts';
import { identifierIn, instantIn, integerIn, longTime, numberIn, octetsIn } from './der-values.ts';
import { fetchLimited, OutOfReach } from './fetch-revocation.ts';
import { oid, safeDigests } from './oids.ts';
import { elementOf, membersOf, tags } from './read-der.ts';
import { wasKeyKept } from './revocation.ts';
import { type LinkRevocation, revocationsOfChain } from './revocations-of-chain.ts';
import { nonceNumber, timeStampRequestOf, tokenIn } from './time-stamp-request.ts';
import { isSafelySigned } from './verify-signature.ts';

const maxTokenBytes = 256 * 1024;
/** An authority's clock may be a little ahead of ours. */
const skewMs = 5 * 60 * 1000;

/** These bytes are no time-stamp token that the engine can read. */
export class BadTimeStamp extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(`not a time stamp: ${detail}`, options);
    this.name = 'BadTimeStamp';
  }
}

/** What a time stamp says, nothing of it checked yet (RFC 3161). */
export type TimeStamp = {
  at: Date;
  imprint: Buffer;
  /** As node:crypto calls it; empty for one that the engine does not know. */
  imprintAlgorithm: string;
  /** The bytes of the number as they stand. */
  nonce: Buffer | null;
  policy: string;
  serialRaw: Buffer;
  cms: ReadCms;
};

/** Takes a time-stamp token apart; throws `BadTimeStamp`. */
export function readTimeStamp(token: Buffer): TimeStamp {
  try {
    const cms = readCms(token);
    if (cms.contentType !== oid.timeStampInfo || cms.content === null) throw new BadTimeStamp('other content');
    return { ...infoIn(cms.content), cms };
  } catch (error) {
    if (error instanceof BadTimeStamp) throw error;
    throw new BadTimeStamp('cannot be read', { cause: error });
  }
}

/** TSTInfo (RFC 3161, section 2.4.2). */
function infoIn(content: Buffer): Omit<TimeStamp, 'cms'> {
  const members = membersOf(elementOf(content));
  if (numberIn(members.take()) !== 1) throw new BadTimeStamp('version');
  const policy = identifierIn(members.take());
  const imprint = membersOf(members.take());
  const imprintAlgorithm = digestNameOf(readAlgorithm(imprint.take())) ?? '';
  const hashed = octetsIn(imprint.take());
  imprint.end();
  const serialRaw = integerIn(members.take());
  const at = instantIn(members.take(longTime));
  // Accuracy and ordering say nothing that a check needs.
  members.find(tags.sequence);
  members.find(tags.boolean);
  const nonce = members.find(tags.integer);
  return { at, imprint: hashed, imprintAlgorithm, nonce: nonce?.content ?? null, policy, serialRaw };
}

/**
 * Asks an authority for a time stamp (RFC 3161 over HTTP) and gives the token as DER; taken only if it is about what was asked,
 * this time, and signed as it says. Whether the authority is trusted is for `checkTimeStamp`. Throws `OutOfReach`.
 */
export async function requestTimeStamp(url: string, imprint: Buffer, nonce: Buffer, timeoutMs = 5000): Promise<Buffer> {
  const body = new Uint8Array(timeStampRequestOf(imprint, nonce));
  const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
  const answer = await fetchLimited(url, { method: 'POST', headers, body }, { timeoutMs, maxBytes: maxTokenBytes });
  try {
    const token = tokenIn(answer);
    const read = readTimeStamp(token);
    const isAsked = read.imprintAlgorithm === 'sha256' && read.imprint.equals(imprint);
    if (!isAsked || read.nonce?.equals(nonceNumber(nonce)) !== true)
      throw new OutOfReach('time stamp of something else');
    if (signerOf(read) === undefined) throw new OutOfReach('time stamp that is not signed as it says');
    return token;
  } catch (error) {
    if (error instanceof OutOfReach) throw error;
    throw new OutOfReach('no time stamp', { cause: error });
  }
}

/** A time stamp as it was found on check. */
export type CheckedTimeStamp = {
  /** The instant that it proves; null where it proves nothing. */
  at: Date | null;
  /** The instant that it would prove, if only somebody said that its authority's certificates were not revoked. */
  awaitedAt: Date | null;
  findings: Finding[];
  chain: Certificate[];
  /** The revocation answers that were used, as DER. */
  evidence: Buffer[];
  /** Whether all of them came with the document itself. */
  isCarried: boolean;
};

/**
 * Whether a token proves that these bytes existed at its time: it is about them, signed by a certificate made for time stamps
 * alone (RFC 3161, section 2.3) of a trusted authority, not revoked then, nor later for a reason that lets anybody have the key
 * (section 4). Where nobody can say so it proves nothing yet.
 */
export function checkTimeStamp(
  token: Buffer,
  stamped: Buffer,
  trust: Trust,
  extraAnswers: readonly Buffer[] = [],
): CheckedTimeStamp {
  const read = readOrNothing(token);
  if (read === undefined) return wrong('dấu thời gian không đọc được');
  if (!safeDigests.has(read.imprintAlgorithm)) return wrong('thuật toán của dấu thời gian không dùng được');
  if (!createHash(read.imprintAlgorithm).update(stamped).digest().equals(read.imprint))
    return wrong('dấu thời gian của nội dung khác');
  const signer = signerOf(read);
  if (signer === undefined) return wrong('chữ ký trong dấu thời gian không đúng');
  if (!isForStamps(signer)) return wrong('chứng thư không dành cho dấu thời gian');
  if (read.at.getTime() > trust.now.getTime() + skewMs) return wrong('dấu thời gian ở tương lai');
  return believed(read, signer, trust, extraAnswers);
}

function wrong(detail: string): CheckedTimeStamp {
  return { ...nothingProven, findings: [{ reason: 'time_stamp_wrong', detail }] };
}

const nothingProven = { at: null, awaitedAt: null, findings: [], chain: [], evidence: [], isCarried: false };

function isForStamps({ extendedKeyUsages, extendedKeyUsageIsCritical, keyUsages, isAuthority }: Certificate): boolean {
  const isOnly = extendedKeyUsages?.length === 1 && extendedKeyUsages[0] === oid.timeStamping;
  const maySign = keyUsages === null || keyUsages.includes('digitalSignature') || keyUsages.includes('nonRepudiation');
  return isOnly && extendedKeyUsageIsCritical && maySign && !isAuthority;
}

function believed(
  { cms, at }: TimeStamp,
  signer: Certificate,
  trust: Trust,
  extraAnswers: readonly Buffer[],
): CheckedTimeStamp {
  const { chain, anchor, findings } = chainOf(signer, cms.certificates, trust, at);
  if (anchor === null || findings.length > 0) return { ...nothingProven, findings, chain };
  const links = revocationsOfChain(chain, [...extraAnswers, ...cms.answers], trust, at);
  const evidence = links.flatMap(({ used }) => used ?? []);
  const doubts = links.flatMap(revocationFindings);
  const isCarried = links.every((one) => one.isCarried);
  const isRefused = doubts.some(({ reason }) => reason === 'revoked');
  const times = { at: doubts.length === 0 ? at : null, awaitedAt: doubts.length === 0 || isRefused ? null : at };
  return { ...times, findings: doubts, chain, evidence, isCarried };
}

function revocationFindings(link: LinkRevocation): Finding[] {
  const detail = link.certificate.subject;
  if (link.status === 'unknown') return [{ reason: 'revocation_unknown', detail }];
  // Whoever has the key could have written any time into a token.
  const isRevoked = link.status === 'revoked' || (!link.certificate.isAuthority && !wasKeyKept(link));
  return isRevoked ? [{ reason: 'revoked', detail }] : [];
}

function readOrNothing(token: Buffer): TimeStamp | undefined {
  try {
    return readTimeStamp(token);
  } catch (error) {
    if (error instanceof BadTimeStamp) return undefined;
    throw error;
  }
}

/** The certificate that signed the token and is named in it (RFC 3161, section 2.4.1); nothing where anything disagrees. */
function signerOf({ cms }: TimeStamp): Certificate | undefined {
  const signer = findSigner(cms);
  const digest = digestNameOf(cms.digestAlgorithm);
  if (signer === undefined || cms.attributes === null || cms.content === null) return undefined;
  if (digest === undefined || !safeDigests.has(digest) || !namesCertificate(cms, signer)) return undefined;
  const said = cms.signedValues.get(oid.messageDigest);
  const type = cms.signedValues.get(oid.contentType);
  if (said?.equals(octets(createHash(digest).update(cms.content).digest())) !== true) return undefined;
  if (type?.equals(identifier(oid.timeStampInfo)) !== true) return undefined;
  const { attributes: data, signature, signatureAlgorithm: algorithm } = cms;
  return isSafelySigned(signer.publicKey, { data, signature, algorithm, digest }) ? signer : undefined;
}
