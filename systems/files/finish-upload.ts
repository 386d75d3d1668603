import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { getFile } from '@cuaso/platform/files/read-file.ts';
import { storeFile } from '@cuaso/platform/files/store-file.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getOwnUpload } from './own-upload.ts';

/** Makes a file of an upload that is whole, checked by its content like any other; done twice it is the same file. */
export const finishUpload = command({
  name: 'files.finish-upload',
  summary: 'Kết thúc tải tệp lên từng phần',
  input: z.strictObject({ uploadId: uuid }),
  output: z.strictObject({ id: uuid, name: z.string(), mediaType: z.string(), size: z.int() }),
  access: { signedIn: 'anyone', because: 'run keeps to the own uploads' },
  limits: { callsPerMinute: 60 },
  run: async (ctx, { uploadId }) => {
    const upload = await getOwnUpload(ctx, uploadId, 'hold');
    if (upload.fileId !== null) {
      const { id, name, mediaType, size } = await getFile(ctx, upload.fileId);
      return { id, name, mediaType, size };
    }
    if (upload.received !== upload.size) fail('conflict', 'files.not_whole_yet', { received: upload.received });
    const parts = await sql<{ bytes: Buffer }>`select bytes from files.upload_part where upload_id = ${uploadId}
      order by starts_at`.execute(ctx.tx);
    const bytes = Buffer.concat(parts.rows.map((part) => part.bytes));
    const file = await storeFile(ctx, { name: upload.name, bytes, purpose: 'draft' });
    await sql`update files.upload set file_id = ${file.id} where id = ${uploadId}`.execute(ctx.tx);
    await sql`delete from files.upload_part where upload_id = ${uploadId}`.execute(ctx.tx);
    return file;
  },
});
