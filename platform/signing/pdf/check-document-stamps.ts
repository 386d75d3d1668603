import { trimDer, BadCms } from '../cms/read.ts';
import { checkTimeStamp } from '../pki/time-stamp.ts';
import type { Trust } from '../trust.ts';
import type { Coverage } from './coverage.ts';
import type { PdfSignature } from './read-signatures.ts';

/** A document time stamp that holds: what it covers existed at its time. */
export type DocumentStamp = { signature: PdfSignature; at: Date; token: Buffer; evidence: Buffer[] };

/** The document time stamps that hold; others prove nothing and are left out. */
export function checkDocumentStamps(
  coverages: ReadonlyMap<PdfSignature, Coverage>,
  trust: Trust,
  answers: readonly Buffer[],
): DocumentStamp[] {
  return [...coverages].flatMap(([signature, { parts, findings }]) => {
    if (signature.kind !== 'time_stamp' || parts === null || findings.length > 0) return [];
    const token = findToken(signature);
    if (token === null) return [];
    const { at, evidence } = checkTimeStamp(token, Buffer.concat(parts), trust, answers);
    return at === null ? [] : [{ signature, at, token, evidence }];
  });
}

function findToken({ contents }: PdfSignature): Buffer | null {
  try {
    return trimDer(contents?.bytes ?? Buffer.alloc(0));
  } catch (error) {
    if (error instanceof BadCms) return null;
    throw error;
  }
}
