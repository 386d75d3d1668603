import { BadCertificate } from '@cuaso/platform/signing/pki/certificate.ts';
import { checkDetached } from '@cuaso/platform/signing/cms/cades.ts';
import { BadPdf } from '@cuaso/platform/signing/pdf/bad-pdf.ts';
import { checkPdf } from '@cuaso/platform/signing/pdf/check-pdf.ts';
import type { DocumentReport } from '@cuaso/platform/signing/report.ts';
import type { Trust } from '@cuaso/platform/signing/trust.ts';
import { BadXml } from '@cuaso/platform/signing/xml/bad-xml.ts';
import { checkXml } from '@cuaso/platform/signing/xml/check-xml.ts';
import { refuse } from './refusals.ts';

/** Checks a file by what it really is: PDF, XML, or a signature beside its content; refuses what cannot be read. */
export async function checkBytes(file: Buffer, content: Buffer | undefined, trust: Trust): Promise<DocumentReport> {
  try {
    if (file.subarray(0, 1024).includes('%PDF-')) return await checkPdf(file, trust);
    if (isXml(file)) return await checkXml(file, trust);
    return await checkDetached(file, content, trust);
  } catch (error) {
    if (error instanceof BadPdf || error instanceof BadXml || error instanceof BadCertificate)
      refuse('file_unreadable', 'file');
    throw error;
  }
}

function isXml(file: Buffer): boolean {
  return /^\uFEFF?\s*</.test(file.subarray(0, 200).toString('utf8'));
}
