import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { checkBytes } from './check-bytes.ts';
import { loadTrust } from './load-trust.ts';
import { refuse } from './refusals.ts';
import { signatureShown, signatureShownSchema } from './signature-shown.ts';

const maxBytes = 20 * 1024 * 1024;
const base64 = z
  .string()
  .max(Math.ceil(maxBytes / 3) * 4)
  .optional();

const input = z.strictObject({
  /** The signed file: PDF, XML, or a signature file (.p7s, .p7m). */
  file: z.file().optional(),
  base64,
  /** The file that a detached signature (.p7s) belongs to. */
  content: z.file().optional(),
  contentBase64: base64,
});

/** What the check of a file answers: one sentence over all, and each signature. */
export const checkedSchema = z.strictObject({
  format: z.enum(['pades', 'xades', 'cades']),
  /** `intact`: all signatures hold; `broken`: at least one does not; `doubt`: cannot be decided; `unsigned`. */
  summary: z.enum(['intact', 'broken', 'doubt', 'unsigned']),
  checkedAt: z.string(),
  signatures: z.array(signatureShownSchema),
});

/** What the check of a file answers. */
export type CheckedFile = z.infer<typeof checkedSchema>;

/** Checks the signatures of any file (circular 41/2017): who signed, whether it holds, what came after. Nothing is kept. */
export const checkFile = query({
  name: 'signing.check-file',
  summary: 'Kiểm tra chữ ký số của một tệp',
  input,
  output: checkedSchema,
  access: { everyone: 'whoever receives a signed document must be able to check it; nothing is kept of the file' },
  limits: { callsPerMinute: 20, inputBytes: 60 * 1024 * 1024 },
  run: async (ctx, given) => {
    const file = await bytesOf(given.file, given.base64);
    if (file === undefined || file.length === 0) refuse('file_unreadable', 'file');
    const content = await bytesOf(given.content, given.contentBase64);
    return checkedOf(ctx, file, content);
  },
});

/** The check of these bytes in words. */
export async function checkedOf(ctx: Context, file: Buffer, content: Buffer | undefined): Promise<CheckedFile> {
  const report = await checkBytes(file, content, await loadTrust(ctx));
  const verdicts = report.signatures.map((one) => one.verdict);
  const summary = report.isIntact
    ? 'intact'
    : verdicts.length === 0
      ? 'unsigned'
      : verdicts.includes('invalid')
        ? 'broken'
        : 'doubt';
  const signatures = report.signatures.map(signatureShown);
  return { format: report.format, summary, checkedAt: ctx.now.toISOString(), signatures };
}

async function bytesOf(file: File | undefined, text: string | undefined): Promise<Buffer | undefined> {
  if (file !== undefined) {
    if (file.size > maxBytes) refuse('file_unreadable', 'file');
    return Buffer.from(await file.arrayBuffer());
  }
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}
