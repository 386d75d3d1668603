import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getOwnUpload } from './own-upload.ts';

/** The largest piece that is taken at once. */
export const maxPieceBytes = 1024 * 1024;

/** Takes the next piece of a file; a piece that does not follow on what is there is refused with where it stands. */
export const appendUpload = command({
  name: 'files.append-upload',
  summary: 'Nhận phần tiếp theo của tệp',
  input: z.strictObject({
    uploadId: uuid,
    offset: z.int().min(0),
    base64: z.base64().max(4 * Math.ceil(maxPieceBytes / 3)),
  }),
  output: z.strictObject({ received: z.int() }),
  access: { signedIn: 'anyone', because: 'run keeps to the own uploads' },
  limits: { callsPerMinute: 600, inputBytes: 2 * 1024 * 1024 },
  run: async (ctx, { uploadId, offset, base64 }) => {
    const upload = await getOwnUpload(ctx, uploadId, 'hold');
    if (upload.received !== offset) fail('conflict', 'files.wrong_offset', { received: upload.received });
    const bytes = Buffer.from(base64, 'base64');
    const received = offset + bytes.length;
    if (bytes.length === 0) return { received };
    if (received > upload.size) fail('invalid', 'files.more_than_said', { fields: { file: 'Tệp dài hơn đã khai.' } });
    await sql`insert into files.upload_part (upload_id, starts_at, bytes) values (${uploadId}, ${offset}, ${bytes})`.execute(
      ctx.tx,
    );
    await sql`update files.upload set received = ${received} where id = ${uploadId}`.execute(ctx.tx);
    return { received };
  },
});
