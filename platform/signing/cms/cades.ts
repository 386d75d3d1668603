import { identifier } from '../pki/der.ts';
import { oid } from '../pki/oids.ts';
import { tags } from '../pki/read-der.ts';
import type { DocumentReport, InvalidReason } from '../report.ts';
import type { Trust } from '../trust.ts';
import { checkCms, digestOf, unreadable } from './check.ts';
import { BadCms, type ReadCms, readCms } from './read.ts';

/**
 * Checks a signature file (CAdES, EN 319 122-1): detached (.p7s) with the file it belongs to, or enveloping (.p7m) with the content
 * inside. Where both are there they must be the same. A file that is no signature at all has none.
 */
export function checkDetached(signatureFile: Buffer, content: Buffer | undefined, trust: Trust): DocumentReport {
  const der = derOf(signatureFile);
  const cms = readOrNothing(der);
  if (cms === undefined) return isSignedData(der) ? refused('malformed') : { ...refused('malformed'), signatures: [] };
  const signed = cms.content ?? content;
  if (signed === undefined) return refused('not_all_covered');
  if (cms.content !== null && content !== undefined && !cms.content.equals(content)) return refused('content_changed');
  const report = { ...checkCms({ cms, contentDigest: digestOf(signed), format: 'cades', trust }), laterChanges: [] };
  return { format: 'cades', signatures: [report], isIntact: report.verdict === 'valid' };
}

/** The content inside an enveloping signature; nothing for a detached one. */
export function contentOf(signatureFile: Buffer): Buffer | null {
  return readOrNothing(derOf(signatureFile))?.content ?? null;
}

function refused(reason: InvalidReason): DocumentReport {
  return { format: 'cades', signatures: [{ ...unreadable('cades', null, reason), laterChanges: [] }], isIntact: false };
}

const maxTextBytes = 36 * 1024 * 1024;
const pem = /-----BEGIN (?:CMS|PKCS7)-----([A-Za-z0-9+/=\s]*)-----END/;

/** DER, or the PEM text that some programs write; what begins as DER is DER, whatever text stands in it. */
function derOf(file: Buffer): Buffer {
  if (file[0] === tags.sequence && ((file[1] ?? 0) & 0x80) !== 0) return file;
  const body = pem.exec(file.subarray(0, maxTextBytes).toString('latin1'))?.[1];
  return body === undefined ? file : Buffer.from(body, 'base64');
}

function isSignedData(der: Buffer): boolean {
  return der.subarray(0, 32).includes(identifier(oid.signedData));
}

function readOrNothing(der: Buffer): ReadCms | undefined {
  try {
    return readCms(der);
  } catch (error) {
    if (error instanceof BadCms) return undefined;
    throw error;
  }
}
