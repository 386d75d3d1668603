import { uuid } from '@cuaso/kernel/fields.ts';
import { maxFileBytes } from '@cuaso/platform/files/file-kinds.ts';
import { refuseFile } from '@cuaso/platform/files/refuse-file.ts';
import { storeFile } from '@cuaso/platform/files/store-file.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';

const base64Length = 4 * Math.ceil(maxFileBytes / 3);

const input = z.strictObject({
  /** From a form: the file as the browser sent it. */
  file: z.file().optional(),
  /** From the API: the name, and the bytes in base64 (RFC 4648). */
  name: z.string().max(500).optional(),
  base64: z.string().optional(),
});

/** Uploads a file for one's own use: it is checked by its content and kept two days unless something takes it up. */
export const uploadFile = command({
  name: 'files.upload-file',
  summary: 'Tải một tệp lên để dùng cho hồ sơ của mình',
  input,
  output: z.strictObject({ id: uuid, name: z.string(), mediaType: z.string(), size: z.int() }),
  access: {
    signedIn: 'anyone',
    because: 'Ai có tài khoản cũng phải nộp được giấy tờ; tệp chỉ người tải lên dùng được.',
  },
  limits: { callsPerMinute: 60, inputBytes: 30 * 1024 * 1024 },
  run: async (ctx, given) => storeFile(ctx, { ...(await contentOf(given)), purpose: 'draft' }),
});

async function contentOf({ file, name, base64 }: z.infer<typeof input>): Promise<{ name: string; bytes: Uint8Array }> {
  if (file !== undefined) {
    // Looked at before its bytes are fetched.
    if (file.size > maxFileBytes) refuseTooLarge();
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  }
  if (base64 === undefined || name === undefined) refuseFile('missing', 'Chưa chọn tệp. Hãy chọn một tệp.');
  if (base64.length > base64Length) refuseTooLarge();
  // Node skips what is no base64 instead of refusing it.
  if (/[^A-Za-z0-9+/=]/.test(base64)) {
    refuseFile('no_base64', 'Nội dung tệp không phải base64 hợp lệ (RFC 4648, không xuống dòng).');
  }
  return { name, bytes: Buffer.from(base64, 'base64') };
}

function refuseTooLarge(): never {
  refuseFile('too_large', 'Tệp quá mức 20 MB. Hãy quét ở 200 dpi hoặc chia thành nhiều tệp.');
}
