import { createHash } from 'node:crypto';
import { digestNameOf } from '../pki/algorithm-identifier.ts';
import type { Certificate } from '../pki/certificate.ts';
import { identifier, octets } from '../pki/der.ts';
import { instantIn } from '../pki/der-values.ts';
import { evaluateSigner } from '../pki/evaluate-signer.ts';
import { oid, safeDigests } from '../pki/oids.ts';
import { BadDer, elementFrom } from '../pki/read-der.ts';
import { type CheckedTimeStamp, checkTimeStamp } from '../pki/time-stamp.ts';
import { verifySigned } from '../pki/verify-signature.ts';
import {
  type DoubtReason,
  doubtReasons,
  type Finding,
  type Format,
  type Level,
  type SignatureReport,
} from '../report.ts';
import type { Trust } from '../trust.ts';
import type { ReadCms } from './read.ts';
import { findSigner, namesCertificate } from './signer.ts';

/** A signature to be checked with what it is over. */
export type CmsToCheck = {
  cms: ReadCms;
  /** The digest of the content by this algorithm (node:crypto's names). */
  contentDigest: (algorithm: string) => Buffer;
  format: Format;
  trust: Trust;
  /** Answers and certificates that the document carries beside the signature (a PDF's DSS). */
  extraAnswers?: readonly Buffer[];
  extraCertificates?: readonly Certificate[];
  /** An instant before which the signature existed, proven by a time stamp over the whole document. */
  provenBefore?: Date | null;
};

/** Everything that a report says but what came afterwards, which only the document knows. */
export type CheckedCms = Omit<SignatureReport, 'laterChanges'>;

/** Checks one signature: content, value, named certificate, time, certificate as of that time (circular 41/2017). */
export function checkCms(given: CmsToCheck): CheckedCms {
  const { cms, format, trust, extraAnswers = [], extraCertificates = [] } = given;
  const claimedAt = claimedTimeOf(cms);
  const signer = findSigner(cms, extraCertificates) ?? null;
  if (signer === null) return unreadable(format, claimedAt, 'certificate_not_named');
  const value = valueFindings(given, signer);
  const carried = [...extraAnswers, ...cms.answers];
  const stamps = cms.timeStamps.map((token) => checkTimeStamp(token, cms.signature, trust, carried));
  const { provenAt, doubts } = timeOf(stamps, given.provenBefore ?? null);
  const extra = [...cms.certificates, ...extraCertificates];
  const evaluated = evaluateSigner(signer, extra, trust, { provenAt, carried });
  const wrongStamps = stamps.flatMap((one) => one.findings.filter(({ reason }) => reason === 'time_stamp_wrong'));
  const findings = unique([...value.findings, ...wrongStamps, ...evaluated.findings, ...doubts]);
  return {
    format,
    verdict: verdictOf(findings),
    findings,
    level: levelOf(provenAt, evaluated.isCarried && doubts.length === 0 && isProofCarried(stamps)),
    signer,
    chain: evaluated.chain,
    claimedAt,
    provenAt,
    algorithm: value.algorithm,
    evidence: [...evaluated.evidence, ...stamps.flatMap((one) => one.evidence)],
    timeStamps: cms.timeStamps,
  };
}

/** The report of a signature of which not even the signer can be told. */
export function unreadable(format: Format, claimedAt: Date | null, reason: Finding['reason']): CheckedCms {
  return {
    format,
    verdict: 'invalid',
    findings: [{ reason, detail: '' }],
    level: 'B-B',
    signer: null,
    chain: [],
    claimedAt,
    provenAt: null,
    algorithm: '',
    evidence: [],
    timeStamps: [],
  };
}

/** Invalid for any reason that is no doubt; in doubt for any that is; otherwise valid. */
export function verdictOf(findings: readonly Finding[]): SignatureReport['verdict'] {
  if (findings.length === 0) return 'valid';
  return findings.every(({ reason }) => doubtReasons.includes(reason as DoubtReason)) ? 'in_doubt' : 'invalid';
}

/** The level that a proven time and carried evidence make. */
export function levelOf(provenAt: Date | null, isCarried: boolean): Level {
  if (provenAt === null) return 'B-B';
  return isCarried ? 'B-LT' : 'B-T';
}

/** The earliest proven time; where none is and only an answer is missing, the one that waits for it, with that doubt. */
function timeOf(
  stamps: readonly CheckedTimeStamp[],
  before: Date | null,
): { provenAt: Date | null; doubts: Finding[] } {
  const proven = earliest([...stamps.map(({ at }) => at), before]);
  if (proven !== null) return { provenAt: proven, doubts: [] };
  const waiting = stamps.filter(({ awaitedAt }) => awaitedAt !== null);
  return {
    provenAt: earliest(waiting.map(({ awaitedAt }) => awaitedAt)),
    doubts: waiting.flatMap(({ findings }) => findings),
  };
}

/** For a time stamp of the signature itself the answers about its authority must be there as well (EN 319 142-1, 6.3). */
function isProofCarried(stamps: readonly CheckedTimeStamp[]): boolean {
  const proving = stamps.filter(({ at }) => at !== null);
  return proving.length === 0 || proving.some(({ isCarried }) => isCarried);
}

function valueFindings({ cms, contentDigest, format }: CmsToCheck, signer: Certificate) {
  const findings: Finding[] = [];
  const say = (reason: Finding['reason'], detail = '') => findings.push({ reason, detail });
  const digest = digestNameOf(cms.digestAlgorithm);
  if (digest === undefined) say('algorithm_weak', cms.digestAlgorithm.id);
  if (cms.attributes === null || !isAboutData(cms)) say('malformed');
  if (digest === undefined || cms.attributes === null) return { findings, algorithm: '' };
  // A PDF's signature is about its byte range; what else it would carry nobody is shown (ISO 32000-2, 12.8.3.3).
  if (format === 'pades' && cms.content !== null) say('malformed');
  const content = octets(contentDigest(digest));
  if (cms.signedValues.get(oid.messageDigest)?.equals(content) !== true) say('content_changed');
  if (!namesCertificate(cms, signer)) say('certificate_not_named');
  const { attributes: data, signature, signatureAlgorithm: algorithm } = cms;
  const { isGood, used } = verifySigned(signer.publicKey, { data, signature, algorithm, digest });
  if (!isGood) say('signature_wrong');
  if (used === null || !safeDigests.has(used.digest) || !safeDigests.has(digest)) say('algorithm_weak');
  return { findings, algorithm: used?.name ?? '' };
}

/** Signed attributes of another kind of content could be those of a time stamp or of an answer (RFC 5652, section 11.1). */
function isAboutData({ contentType, signedValues }: ReadCms): boolean {
  return contentType === oid.data && signedValues.get(oid.contentType)?.equals(identifier(oid.data)) === true;
}

function claimedTimeOf({ signedValues }: ReadCms): Date | null {
  const der = signedValues.get(oid.signingTime);
  if (der === undefined) return null;
  try {
    return instantIn(elementFrom(der));
  } catch (error) {
    if (error instanceof BadDer) return null;
    throw error;
  }
}

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((one) => one !== null).map((one) => one.getTime());
  return known.length === 0 ? null : new Date(Math.min(...known));
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [`${one.reason} ${one.detail}`, one])).values()];
}

/** The digest of bytes at hand, in the shape that a check asks for it. */
export function digestOf(content: Uint8Array): (algorithm: string) => Buffer {
  return (algorithm) => createHash(algorithm).update(content).digest();
}
