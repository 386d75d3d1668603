import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import { arrayOf, type Certificate } from '../pki/certificate.ts';
import { identifier, octets } from '../pki/der.ts';
import { evaluateSigner } from '../pki/evaluate-signer.ts';
import { oid, safeDigests } from '../pki/oids.ts';
import { checkTimeStamp } from '../pki/time-stamp.ts';
import { digestNameOf, verifySigned } from '../pki/verify-signature.ts';
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
  const stamps = cms.timeStamps.map((token) => checkTimeStamp(token, cms.signature, trust, extraAnswers));
  const provenAt = earliest([...stamps.map((one) => one.at), given.provenBefore ?? null]);
  const carried = [...extraAnswers, ...cms.crls];
  const extra = [...cms.certificates, ...extraCertificates];
  const evaluated = evaluateSigner(signer, extra, trust, { provenAt, carried });
  const wrongStamps = stamps.flatMap((one) => one.findings.filter(({ reason }) => reason === 'time_stamp_wrong'));
  const findings = unique([...value.findings, ...wrongStamps, ...evaluated.findings]);
  return {
    format,
    verdict: verdictOf(findings),
    findings,
    level: levelOf(provenAt, evaluated.isCarried),
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

function valueFindings({ cms, contentDigest, format }: CmsToCheck, signer: Certificate) {
  const digest = digestNameOf(cms.digestAlgorithm);
  const findings: Finding[] = [];
  const say = (reason: Finding['reason']) => findings.push({ reason, detail: '' });
  if (digest === undefined || cms.attributes === null) {
    say('malformed');
    return { findings, algorithm: '' };
  }
  const content = octets(contentDigest(digest));
  if (cms.signedValues.get(oid.messageDigest)?.equals(content) !== true) say('content_changed');
  if (cms.signedValues.get(oid.contentType)?.equals(identifier(oid.data)) !== true) say('malformed');
  if (format !== 'xades' && !namesCertificate(cms, signer)) say('certificate_not_named');
  const { attributes: data, signature, signatureAlgorithm: algorithm } = cms;
  const { isGood, used } = verifySigned(signer.publicKey, { data, signature, algorithm, digest });
  if (!isGood) say('signature_wrong');
  if (used === null || !safeDigests.has(used.digest) || !safeDigests.has(digest)) say('algorithm_weak');
  return { findings, algorithm: used?.name ?? '' };
}

function claimedTimeOf(cms: ReadCms): Date | null {
  const der = cms.signedValues.get(oid.signingTime);
  if (der === undefined) return null;
  const { result, offset } = asn1.fromBER(arrayOf(der));
  const isTime = offset !== -1 && (result instanceof asn1.UTCTime || result instanceof asn1.GeneralizedTime);
  return isTime ? result.toDate() : null;
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
