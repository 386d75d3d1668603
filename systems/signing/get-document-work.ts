import { uuid } from '@cuaso/kernel/fields.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

type Row = { fileId: string; needsTimeStamp: boolean; certificates: string[] | null };

/** A signed document with what is missing to its level. */
export const getDocumentWork = query({
  name: 'signing.get-document-work',
  summary: 'Văn bản đã ký chờ nâng mức',
  input: z.strictObject({ documentId: uuid }),
  output: z.strictObject({
    work: z
      .strictObject({
        fileId: z.string(),
        base64: z.string(),
        needsTimeStamp: z.boolean(),
        certificates: z.array(z.string()),
      })
      .nullable(),
  }),
  access: { system: 'Chỉ việc nền nâng mức chữ ký' },
  run: async (ctx, { documentId }) => {
    const found = await sql<Row>`select d.file_id as "fileId",
        exists (select from signing.signature g where g.document_id = d.id and g.proven_at is null) as "needsTimeStamp",
        (select array_agg(distinct encode(c.der, 'base64')) from signing.signature g join signing.certificate c on c.id = g.certificate_id
          where g.document_id = d.id) as certificates
      from signing.document d where d.id = ${documentId} and d.superseded_at is null`.execute(ctx.tx);
    const row = found.rows[0];
    if (row === undefined) return { work: null };
    const { bytes } = await readFile(ctx, row.fileId);
    return { work: { ...row, certificates: row.certificates ?? [], base64: bytes.toString('base64') } };
  },
});
