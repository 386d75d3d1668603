import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { getOwnUpload, removeUploads } from './own-upload.ts';

/** Gives an own upload up, with the pieces that came of it; a file that came of it already stays. */
export const dropUpload = command({
  name: 'files.drop-upload',
  summary: 'Thôi tải tệp lên',
  input: z.strictObject({ uploadId: uuid }),
  output: z.strictObject({}),
  access: { signedIn: 'anyone', because: 'run keeps to the own uploads' },
  run: async (ctx, { uploadId }) => {
    const { id } = await getOwnUpload(ctx, uploadId, 'hold');
    await removeUploads(ctx, [id]);
    return {};
  },
});
