import type { Certificate } from './pki/certificate.ts';

/** The formats of a signature: in a PDF, in an XML document, beside any other file. */
export const formats = ['pades', 'xades', 'cades'] as const;
/** The format of a signature. */
export type Format = (typeof formats)[number];

/** The baseline levels of ETSI EN 319 122, 132, 142: basic, with time stamp, with the evidence for later checks. */
export const levels = ['B-B', 'B-T', 'B-LT'] as const;
/** The level of a signature. */
export type Level = (typeof levels)[number];

/** Why a signature does not hold; each makes it invalid. */
export const invalidReasons = [
  /** What is signed was changed: digest or signature value do not agree. */
  'content_changed',
  /** The signature value was not made with the certificate's key. */
  'signature_wrong',
  /** The signature cannot be read, or is not what its format demands. */
  'malformed',
  /** It does not name the signing certificate as EN 319 122 demands, or names another one. */
  'certificate_not_named',
  /** An algorithm that is no longer safe. */
  'algorithm_weak',
  /** Signed before the certificate was valid. */
  'not_yet_valid',
  /** Signed after the certificate had expired. */
  'expired',
  /** The certificate was revoked before the signing. */
  'revoked',
  /** The certificate was issued for something else. */
  'wrong_purpose',
  /** A certificate of the chain is broken: signature, constraints or an unknown critical extension. */
  'chain_broken',
  /** Later changes touch what was signed: hidden, replaced or overlaid content. */
  'changed_after',
  /** The signature does not cover the document that is shown (XML wrapping, partial byte range). */
  'not_all_covered',
  /** A time stamp does not belong to this signature or is broken. */
  'time_stamp_wrong',
] as const;
/** Why a signature is invalid. */
export type InvalidReason = (typeof invalidReasons)[number];

/** Why it cannot be said whether a signature holds. */
export const doubtReasons = [
  /** No chain to an authority that the province trusts. */
  'authority_unknown',
  /** No revocation answer that covers the time of signing. */
  'revocation_unknown',
  /** The certificate has expired since and nothing proves that the signature is older. */
  'time_unproven',
] as const;
/** Why a signature is in doubt. */
export type DoubtReason = (typeof doubtReasons)[number];

/** A reason with what it is about, where that helps (an object, a page, a name); never a stack or a path. */
export type Finding = { reason: InvalidReason | DoubtReason; detail: string };

/** What was added to a document after a signature, in the order of the revisions. */
export type LaterChange = {
  kind: 'signature' | 'time_stamp' | 'evidence' | 'form_field' | 'content';
  /** The name of the form field that was filled in, or which object changed. */
  what: string;
};

/** What a check says of one signature. */
export type SignatureReport = {
  format: Format;
  /** Valid, invalid for a reason, or not to be decided with what is at hand. */
  verdict: 'valid' | 'invalid' | 'in_doubt';
  findings: Finding[];
  level: Level;
  /** The certificate that the signature names; null where it could not be read. */
  signer: Certificate | null;
  /** From the signer's certificate to the anchor, as far as found. */
  chain: Certificate[];
  /** When the signer says it was signed. */
  claimedAt: Date | null;
  /** When a trusted time stamp proves that it existed. */
  provenAt: Date | null;
  /** The signature's own algorithm: "RSA-SHA256". */
  algorithm: string;
  /** What was added afterwards; only documents with revisions (PDF). */
  laterChanges: LaterChange[];
  /** The revocation answers that were used, as DER: the evidence that circular 41/2017 asks to be kept. */
  evidence: Buffer[];
  /** The time-stamp tokens that were used, as DER. */
  timeStamps: Buffer[];
};

/** What a check says of a whole file. */
export type DocumentReport = {
  format: Format;
  /** All signatures, oldest first; time stamps over the whole document are not signatures of somebody. */
  signatures: SignatureReport[];
  /** True when there is at least one signature and all are valid and none was followed by a change of content. */
  isIntact: boolean;
};
