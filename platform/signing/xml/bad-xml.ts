/**
 * Why an XML text cannot be used: it is not well-formed or its signature is not built as it must be, it asks for more than the
 * limits give, it uses an algorithm that is no longer safe, or what is wanted of it (an element to sign, a signature to
 * complete) is not there exactly once.
 */
export const badXmlReasons = ['damaged', 'too_complex', 'weak', 'unfit'] as const;
/** Why an XML text cannot be used. */
export type BadXmlReason = (typeof badXmlReasons)[number];

/** Thrown by everything that reads XML; `detail` is for the log. */
export class BadXml extends Error {
  readonly reason: BadXmlReason;
  readonly detail: string;

  constructor(reason: BadXmlReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = 'BadXml';
    this.reason = reason;
    this.detail = detail;
  }
}

/** Refuses what XML 1.0 or Namespaces in XML 1.0 does not allow; nothing is repaired, because another reader might repair otherwise. */
export function damaged(detail: string): never {
  throw new BadXml('damaged', detail);
}

/** Refuses what is allowed by the format but beyond the limits. */
export function tooComplex(detail: string): never {
  throw new BadXml('too_complex', detail);
}

/** Refuses a text in which what is wanted is not there, or there more than once. */
export function unfit(detail: string): never {
  throw new BadXml('unfit', detail);
}

/** How much of a hostile text is followed. */
export const xmlLimits = {
  /** Characters of the whole text, and bytes where it comes as bytes. */
  length: 32 * 1024 * 1024,
  depth: 100,
  /** Elements, texts, comments and instructions together. */
  nodes: 250_000,
  /** Attributes and namespace declarations of one element. */
  attributes: 256,
  /** Characters of a namespace name: exclusive canonical XML repeats it with every element. */
  namespaceLength: 1000,
  /** Characters of canonical XML that one check may write, all signatures together. */
  canonicalLength: 128 * 1024 * 1024,
  signatures: 50,
  references: 20,
  certificates: 20,
  timeStamps: 20,
  /** Lists and answers that lie in one signature. */
  revocations: 200,
} as const;
