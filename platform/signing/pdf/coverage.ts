import { createHash } from 'node:crypto';
import { BadPdf } from './bad-pdf.ts';
import type { Finding } from '../report.ts';
import type { PdfBudgets, PdfFile } from './open-pdf.ts';
import { findName, openPdf } from './open-pdf.ts';
import type { PdfSignature } from './read-signatures.ts';
import { coveredEnd, readSignatures } from './read-signatures.ts';

/** What a signature covers: its bytes, and the file as it was when it was made. */
export type Coverage = {
  findings: Finding[];
  /** Null where the byte range cannot be followed. */
  parts: [Buffer, Buffer] | null;
  /** The file as it was signed; null where the byte range does not end with a saving. */
  signed: PdfFile | null;
};

const subFilters = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached', 'ETSI.RFC3161']);

/**
 * Whether a signature covers all of a saving but its own contents. Anything else is how signatures are forged: a missing or
 * odd byte range, moved parts, contents that another dictionary names.
 */
export function coverageOf(file: PdfFile, signature: PdfSignature, budgets: PdfBudgets): Coverage {
  const { byteRange, contents, subFilter, dict } = signature;
  const [start = -1, length = -1, behind = -1, rest = -1] = byteRange;
  const isFollowed = byteRange.length === 4 && behind + rest <= file.bytes.length && length <= behind && start === 0;
  if (!subFilters.has(subFilter)) return nothing('malformed', `kiểu chữ ký ${subFilter.slice(0, 60)}`);
  if (findName(file, dict, 'Filter') === null) return nothing('malformed', 'thiếu /Filter');
  if (contents === null || contents.bytes.length === 0) return nothing('malformed', 'thiếu /Contents');
  if (!isFollowed) return nothing('not_all_covered', 'phạm vi ký (/ByteRange) thiếu hoặc sai');
  const parts: [Buffer, Buffer] = [file.bytes.subarray(0, length), file.bytes.subarray(behind, behind + rest)];
  const isSolid = contents.isHex && contents.end - contents.at === contents.bytes.length * 2 + 2;
  const isAround = isSolid && contents.at === length && contents.end === behind;
  if (!isAround) return { ...nothing('not_all_covered', 'phạm vi ký chừa ra chỗ khác với chữ ký'), parts };
  const signed = findSaving(file, signature, budgets);
  if (signed === null) return { ...nothing('not_all_covered', 'phạm vi ký không hết một lần lưu của tệp'), parts };
  return { findings: [], parts, signed };
}

function nothing(reason: Finding['reason'], detail: string): Coverage {
  return { findings: [{ reason, detail }], parts: null, signed: null };
}

/** The digest of what a signature covers, by an algorithm of node:crypto. */
export function digestOfParts(parts: readonly Buffer[]): (algorithm: string) => Buffer {
  return (algorithm) => {
    const hash = createHash(algorithm);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
}

/** The file as it was when the signature was made: its range ends with a saving of the chain, in which this very signature is. */
function findSaving(file: PdfFile, signature: PdfSignature, budgets: PdfBudgets): PdfFile | null {
  const end = coveredEnd(signature);
  const isSaving = file.revisions.some((revision) => revision.end !== null && isEndOf(file.bytes, revision.end, end));
  if (!isSaving) return null;
  try {
    const signed = openPdf(file.bytes.subarray(0, end), budgets);
    const same = readSignatures(signed).find(({ field }) => field.ref.number === signature.field.ref.number);
    return same?.contents?.at === signature.contents?.at && signed.isSizeRight ? signed : null;
  } catch (error) {
    if (error instanceof BadPdf && error.reason === 'damaged') return null;
    throw error;
  }
}

/** A saving ends behind its `%%EOF`, or behind the line end that follows. */
function isEndOf(bytes: Buffer, revisionEnd: number, end: number): boolean {
  if (end < revisionEnd || end > revisionEnd + 2) return false;
  return bytes.subarray(revisionEnd, end).every((byte) => byte === 10 || byte === 13);
}
