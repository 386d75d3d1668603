import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/**
 * A file of an own dossier: what was handed in, and the result once it is ready. Drafts and opinions, and files of
 * somebody else's dossier, are as good as not there.
 */
export const readMyFile = query({
  name: 'services.read-my-file',
  summary: 'Tải về tệp trong hồ sơ của tôi',
  input: z.strictObject({ fileId: uuid }),
  output: z.strictObject({ name: z.string(), mediaType: z.string(), size: z.int(), base64: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the files of the own dossiers' },
  run: async (ctx, input) => {
    const accountId = ctx.actor.kind === 'person' ? ctx.actor.accountId : null;
    const found = await sql`
      select from cases.attachment t join cases.dossier d on d.id = t.dossier_id
      where t.file_id = ${input.fileId} and d.account_id = ${accountId}
        and (t.role in ('paper', 'supplement') or (t.role = 'result' and d.ready_at is not null))`.execute(ctx.tx);
    if (found.rows.length === 0) fail('not_found', 'files.no_such_file');
    const { name, mediaType, size, bytes } = await readFile(ctx, input.fileId);
    return { name, mediaType, size, base64: bytes.toString('base64') };
  },
});
