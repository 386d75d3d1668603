import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { getOwnUpload } from './own-upload.ts';

/** How far an own upload has come. */
export const getUpload = query({
  name: 'files.get-upload',
  summary: 'Tệp đang tải lên đã được bao nhiêu',
  input: z.strictObject({ uploadId: uuid }),
  output: z.strictObject({ name: z.string(), size: z.int(), received: z.int() }),
  access: { signedIn: 'anyone', because: 'run keeps to the own uploads' },
  run: async (ctx, { uploadId }) => {
    const { name, size, received } = await getOwnUpload(ctx, uploadId, 'look');
    return { name, size, received };
  },
});
