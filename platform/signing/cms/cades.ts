import type { DocumentReport } from '../report.ts';
import type { Trust } from '../trust.ts';
import { checkCms, digestOf, unreadable } from './check.ts';
import { BadCms, type ReadCms, readCms } from './read.ts';

/**
 * Checks a signature file (CAdES, EN 319 122-1): detached (.p7s) with the file it belongs to, or enveloping (.p7m) with the content
 * inside. Where both are there they must be the same.
 */
export function checkDetached(signatureFile: Buffer, content: Buffer | undefined, trust: Trust): DocumentReport {
  const cms = readOrNothing(signatureFile);
  if (cms === undefined) {
    return { format: 'cades', signatures: [], isIntact: false };
  }
  const signed = cms.content ?? content;
  const isOther = cms.content !== null && content !== undefined && !cms.content.equals(content);
  if (signed === undefined || isOther) {
    const report = { ...unreadable('cades', null, isOther ? 'content_changed' : 'not_all_covered'), laterChanges: [] };
    return { format: 'cades', signatures: [report], isIntact: false };
  }
  const report = { ...checkCms({ cms, contentDigest: digestOf(signed), format: 'cades', trust }), laterChanges: [] };
  return { format: 'cades', signatures: [report], isIntact: report.verdict === 'valid' };
}

/** The content inside an enveloping signature; nothing for a detached one. */
export function contentOf(signatureFile: Buffer): Buffer | null {
  return readOrNothing(signatureFile)?.content ?? null;
}

/** DER, or the PEM text that some programs write. */
function readOrNothing(file: Buffer): ReadCms | undefined {
  const body = /-----BEGIN (?:CMS|PKCS7)-----([A-Za-z0-9+/=\s]*)-----END/.exec(
    file.subarray(0, 5_000_000).toString('latin1'),
  );
  try {
    return readCms(body?.[1] === undefined ? file : Buffer.from(body[1], 'base64'));
  } catch (error) {
    if (error instanceof BadCms) return undefined;
    throw error;
  }
}
