import { uuid } from '@cuaso/kernel/fields.ts';
import { getFile } from '@cuaso/platform/files/read-file.ts';
import { storeFile } from '@cuaso/platform/files/store-file.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';
import { certificateTarget } from './stored-certificate.ts';

/** The image that shows a signature (blue) or a seal (red): a PNG on transparent ground (Decree 30/2020, annex I). */
export const setCertificateImage = command({
  name: 'signing.set-certificate-image',
  summary: 'Đặt ảnh chữ ký hoặc ảnh con dấu của chứng thư',
  input: z.strictObject({ certificateId: uuid, file: z.file().optional(), base64: z.string().optional() }),
  output: z.strictObject({ certificateId: uuid }),
  access: { permission: 'signing.manage', of: certificateTarget },
  limits: { inputBytes: 2_000_000 },
  run: async (ctx, { certificateId, file, base64 }) => {
    const bytes = file === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(await file.arrayBuffer());
    if (!isTransparentPng(bytes)) refuse('image_not_png', 'file');
    const { id } = await storeFile(ctx, { name: 'anh-chu-ky.png', bytes, purpose: 'signature_image' });
    const { mediaType } = await getFile(ctx, id);
    if (mediaType !== 'image/png') refuse('image_not_png', 'file');
    await sql`update signing.certificate set image_file_id = ${id} where id = ${certificateId}`.execute(ctx.tx);
    return { certificateId };
  },
});

/** Colour type 4 or 6 carries an alpha channel; a palette may carry one in its tRNS chunk (PNG, section 11.2.2). */
function isTransparentPng(bytes: Buffer): boolean {
  if (bytes.length < 33 || bytes.readUInt32BE(0) !== 0x89504e47) return false;
  const colourType = bytes[25];
  return colourType === 4 || colourType === 6 || (colourType === 3 && bytes.includes('tRNS'));
}
