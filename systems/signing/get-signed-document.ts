import { timingSafeEqual } from 'node:crypto';
import { dossierCode } from '@cuaso/kernel/ids.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { checkedOf, checkedSchema } from './check-file.ts';
import { refuse } from './refusals.ts';

/**
 * The signed original behind the QR code of a paper result: whoever holds the paper has the secret and may compare. A wrong
 * secret and a code that does not exist are answered alike.
 */
export const getSignedDocument = query({
  name: 'signing.get-signed-document',
  summary: 'Xem bản gốc có chữ ký số của kết quả in trên giấy',
  input: z.strictObject({ code: dossierCode, secret: z.string().max(64) }),
  output: z.strictObject({
    title: z.string(),
    agencyName: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    size: z.int(),
    base64: z.string(),
    checked: checkedSchema,
  }),
  access: { everyone: 'who holds the paper result has its secret; the paper itself says no more and no less' },
  limits: { callsPerMinute: 20 },
  run: async (ctx, input) => {
    const row = await findDocument(ctx, input);
    const file = await readFile(ctx, row.fileId);
    const checked = await checkedOf(ctx, file.bytes, undefined);
    const { title, agencyName } = row;
    const { name: fileName, mediaType, size, bytes } = file;
    return { title, agencyName, fileName, mediaType, size, base64: bytes.toString('base64'), checked };
  },
});

type Row = { title: string; agencyName: string; fileId: string; secret: string };

async function findDocument(ctx: Context, { code, secret }: { code: string; secret: string }): Promise<Row> {
  const found =
    await sql<Row>`select m.title, coalesce(a.name, '') as "agencyName", m.file_id as "fileId", d.code_secret as secret
    from cases.dossier d join signing.document m on m.subject_id = d.id and m.purpose = 'onestop.result' and m.superseded_at is null
    left join directory.agency_version a on a.agency_id = m.agency_id and a.valid @> ${ctx.now}::timestamptz::date
    where d.code = ${code} and d.ready_at is not null`.execute(ctx.tx);
  const row = found.rows[0];
  if (row === undefined || !same(row.secret, secret)) refuse('document_not_found');
  return row;
}

function same(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
