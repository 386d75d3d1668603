import { verify } from 'node:crypto';
import { levelOf, verdictOf } from '../cms/check.ts';
import { BadCertificate, certificateOf } from '../pki/certificate.ts';
import type { Certificate } from '../pki/certificate.ts';
import { evaluateSigner } from '../pki/evaluate-signer.ts';
import { checkTimeStamp } from '../pki/time-stamp.ts';
import type { DocumentReport, Finding, SignatureReport } from '../report.ts';
import type { Trust } from '../trust.ts';
import { BadXml, damaged, xmlLimits } from './bad-xml.ts';
import { canonicalXml } from './canonical-xml.ts';
import type { CanonicalBudget } from './canonical-xml.ts';
import { parseXml } from './parse-xml.ts';
import { isNamedCertificate, readProperties } from './read-properties.ts';
import type { ReadProperties } from './read-properties.ts';
import { readSignature, signatureElements } from './read-signature.ts';
import type { ReadSignature } from './read-signature.ts';
import { coverageFindings, followReferences, idsOf } from './signed-targets.ts';
import type { Expected, Ids, Target } from './signed-targets.ts';
import type { XmlDocument, XmlElement } from './xml-node.ts';

/** What a check says of one XML signature. */
export type XmlSignatureReport = SignatureReport & {
  /**
   * `xades` with the signed properties of EN 319 132-1, `xmldsig` for a plain signature of W3C XML Signature as the national
   * document axis (QCVN 102:2016/BTTTT) has it. The plain one names no certificate and no time and is not invalid for that:
   * it counts as B-B, the signer is the holder of the certificate in KeyInfo whose key made the value, `claimedAt` is null,
   * and an authority that issued a second certificate for the same key could put that one in its place.
   */
  profile: 'xades' | 'xmldsig';
  /** The canonical XML that a valid signature covers, one text for each reference: what may be believed. */
  signedContents: string[];
};

/** What a check says of an XML document. */
export type XmlReport = Omit<DocumentReport, 'signatures'> & { signatures: XmlSignatureReport[] };

type Checking = {
  document: XmlDocument;
  ids: Ids;
  trust: Trust;
  expected: Expected | undefined;
  budget: CanonicalBudget;
};

/**
 * Checks all signatures of an XML document (EN 319 132-1; W3C XML Signature 1.1): what is signed, the value, the named
 * certificate, the time, the certificate as of that time (circular 41/2017). Each must cover the document element, or the one
 * element that `expected` names, which is what the caller goes on with. SHA-1 is accepted for documents from before it was
 * given up, shown in `algorithm` and never above B-B. A text that is no XML has one signature that is malformed.
 */
export function checkXml(xml: string | Buffer, trust: Trust, expected?: Expected): XmlReport {
  try {
    const document = parseXml(xml);
    const elements = signatureElements(document);
    const checking = { document, ids: idsOf(document), trust, expected, budget: { left: xmlLimits.canonicalLength } };
    const found = elements.map((element) => checkOrRefuse(checking, element));
    const signatures = found.toSorted((one, other) => timeOf(one) - timeOf(other));
    const isIntact = signatures.length > 0 && signatures.every(({ verdict }) => verdict === 'valid');
    return { format: 'xades', signatures, isIntact };
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    return { format: 'xades', signatures: [refused({ reason: 'malformed', detail: error.reason })], isIntact: false };
  }
}

/** Signatures without any time stand at the end in the order of the document. */
function timeOf({ provenAt, claimedAt }: SignatureReport): number {
  return (claimedAt ?? provenAt)?.getTime() ?? Number.MAX_VALUE;
}

function checkOrRefuse(checking: Checking, element: XmlElement): XmlSignatureReport {
  try {
    const signature = readSignature(element);
    const properties = signature.properties && readProperties(signature.properties);
    return checkSignature(checking, signature, properties);
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    return refused({ reason: error.reason === 'weak' ? 'algorithm_weak' : 'malformed', detail: error.detail });
  }
}

function refused(finding: Finding): XmlSignatureReport {
  return {
    format: 'xades',
    profile: 'xmldsig',
    verdict: 'invalid',
    findings: [finding],
    level: 'B-B',
    signer: null,
    chain: [],
    claimedAt: null,
    provenAt: null,
    algorithm: '',
    laterChanges: [],
    evidence: [],
    timeStamps: [],
    signedContents: [],
  };
}

function checkSignature(
  checking: Checking,
  signature: ReadSignature,
  properties: ReadProperties | null,
): XmlSignatureReport {
  const { document, ids, trust, expected, budget } = checking;
  const { targets, findings: ofTargets } = followReferences(document, signature, ids, budget);
  const coverage = coverageFindings(document, signature, targets, expected);
  const { signer, certificates, findings: ofSigner } = signerOf(signature, properties, budget);
  const stamps = stampsOf(checking, signature, properties);
  const provenAt = earliest(stamps.map(({ at }) => at));
  const [carried, extra] = [
    properties?.revocations ?? [],
    [...certificates, ...readable(properties?.certificates ?? [])],
  ];
  const evaluated = signer === null ? unknownSigner : evaluateSigner(signer, extra, trust, { provenAt, carried });
  const wrongStamps = stamps.flatMap((one) => one.findings.filter(({ reason }) => reason === 'time_stamp_wrong'));
  const findings = unique([...ofTargets, ...coverage, ...ofSigner, ...wrongStamps, ...evaluated.findings]);
  const verdict = verdictOf(findings);
  return {
    format: 'xades',
    profile: properties === null ? 'xmldsig' : 'xades',
    verdict,
    findings,
    level: isOld(signature) ? 'B-B' : levelOf(provenAt, evaluated.isCarried),
    signer,
    chain: evaluated.chain,
    claimedAt: properties?.signingTime ?? null,
    provenAt,
    algorithm: algorithmNameOf(signature),
    laterChanges: [],
    evidence: [...evaluated.evidence, ...stamps.flatMap((one) => one.evidence)],
    timeStamps: properties?.timeStamps.map(({ token }) => token) ?? [],
    signedContents: verdict === 'valid' ? contentsOf(targets, signature) : [],
  };
}

const unknownSigner = { findings: [], chain: [], evidence: [], isCarried: false };

/**
 * The certificate in KeyInfo that the signed properties name, or in a plain signature the one whose key fits; whether its key
 * made the value. KeyInfo itself is not signed and believed for nothing else.
 */
function signerOf(signature: ReadSignature, properties: ReadProperties | null, budget: CanonicalBudget) {
  const certificates = readAll(signature.certificates);
  const signed = Buffer.from(canonicalXml({ node: signature.signedInfo, form: signature.form }, budget), 'utf8');
  const named =
    properties === null ? certificates : certificates.filter((one) => isNamedCertificate(properties.named, one));
  const fitting = named.find((one) => isValueOf(one, signature, signed));
  const signer = fitting ?? named[0] ?? null;
  const findings: Finding[] = [];
  if (certificates.length === 0) findings.push({ reason: 'malformed', detail: 'KeyInfo' });
  else if (signer === null) findings.push({ reason: 'certificate_not_named', detail: certificates[0]?.subject ?? '' });
  if (fitting === undefined && signer !== null) findings.push({ reason: 'signature_wrong', detail: '' });
  return { signer, certificates, findings };
}

function isValueOf({ keyType, publicKey }: Certificate, { method, value }: ReadSignature, signed: Buffer): boolean {
  if (keyType !== 'rsa') return false;
  try {
    return verify(method, signed, publicKey, value);
  } catch {
    return false;
  }
}

function readAll(ders: readonly Buffer[]): Certificate[] {
  try {
    return ders.map((der) => certificateOf(der));
  } catch (error) {
    if (error instanceof BadCertificate) return damaged('X509Certificate');
    throw error;
  }
}

/** Certificates that only help to find the path: one that cannot be read helps nobody, and harms nobody. */
function readable(ders: readonly Buffer[]): Certificate[] {
  return ders.flatMap((der) => {
    try {
      return [certificateOf(der)];
    } catch (error) {
      if (error instanceof BadCertificate) return [];
      throw error;
    }
  });
}

function stampsOf({ trust, budget }: Checking, { valueElement }: ReadSignature, properties: ReadProperties | null) {
  return (properties?.timeStamps ?? []).map(({ token, form }) => {
    const stamped = Buffer.from(canonicalXml({ node: valueElement, form }, budget), 'utf8');
    return checkTimeStamp(token, stamped, trust, properties?.revocations ?? []);
  });
}

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((one) => one !== null).map((one) => one.getTime());
  return known.length === 0 ? null : new Date(Math.min(...known));
}

function isOld({ method, references }: ReadSignature): boolean {
  return method === 'sha1' || references.some(({ digestName }) => digestName === 'sha1');
}

/** "RSA-SHA256"; a weaker digest of what is signed is told as well. */
function algorithmNameOf(signature: ReadSignature): string {
  const name = `RSA-${signature.method.toUpperCase()}`;
  return isOld(signature) && signature.method !== 'sha1' ? `${name}, SHA1` : name;
}

function contentsOf(targets: readonly Target[], { keyInfo, properties }: ReadSignature): string[] {
  const isContent = ({ node }: Target) => node !== keyInfo && (node.kind === 'document' || node.parent !== properties);
  return targets.filter(isContent).map(({ content }) => content);
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [`${one.reason} ${one.detail}`, one])).values()];
}
