import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';

/** Gives back a file that the actor uploaded; a file of somebody else is as good as not there. */
export const downloadOwnFile = query({
  name: 'files.download-own-file',
  summary: 'Tải về tệp do chính mình tải lên',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({ name: z.string(), mediaType: z.string(), size: z.int(), base64: z.string() }),
  access: { signedIn: 'anyone', because: 'Mỗi người chỉ đọc được tệp do chính mình tải lên.' },
  run: async (ctx, input) => {
    const { name, mediaType, size, bytes, uploadedBy } = await readFile(ctx, input.id);
    if (uploadedBy !== actorWordOf(ctx.actor)) fail('not_found', 'files.no_such_file');
    return { name, mediaType, size, base64: bytes.toString('base64') };
  },
});
