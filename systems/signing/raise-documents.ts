import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { prepareDocumentTimeStamp } from '@cuaso/platform/signing/pdf/document-time-stamp.ts';
import { sealPdf } from '@cuaso/platform/signing/pdf/seal-pdf.ts';
import { findTimeStamp } from './find-time-stamp.ts';
import { getDocumentWork } from './get-document-work.ts';
import { keepRaised } from './keep-raised.ts';
import { listToRaise } from './list-to-raise.ts';
import { self } from './platform-actor.ts';
import { refreshFor } from './refresh-revocations.ts';

/** Raises documents that were signed while a time-stamp authority or a list was out of reach, the longest waiting first. */
export async function raiseDocuments(platform: Platform): Promise<void> {
  const { documents } = await run(platform, listToRaise, self, {});
  for (const documentId of documents) await raiseDocument(platform, documentId);
}

/** One document: a time stamp over the whole if a signature has none, fresh answers, and all is checked again. */
export async function raiseDocument(platform: Platform, documentId: string): Promise<void> {
  const { work } = await run(platform, getDocumentWork, self, { documentId });
  if (work === null) return;
  const bytes = Buffer.from(work.base64, 'base64');
  for (const der of work.certificates) await refreshFor(platform, Buffer.from(der, 'base64'));
  const stamped = work.needsTimeStamp ? await stampedOf(platform, bytes) : bytes;
  await run(platform, keepRaised, self, {
    documentId,
    fileId: work.fileId,
    base64: (stamped ?? bytes).toString('base64'),
  });
}

async function stampedOf(platform: Platform, bytes: Buffer): Promise<Buffer | undefined> {
  const prepared = prepareDocumentTimeStamp(bytes, platform.clock.now());
  const token = await findTimeStamp(platform, prepared.digest);
  return token === undefined ? undefined : sealPdf(prepared, token);
}
