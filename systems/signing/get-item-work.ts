import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** What a job needs to finish a document whose signature value has come; nothing when there is nothing to finish. */
export const getItemWork = query({
  name: 'signing.get-item-work',
  summary: 'Văn bản đã có chữ ký, chờ hoàn tất',
  input: z.strictObject({ itemId: uuid }),
  output: z.strictObject({
    work: z.strictObject({ signature: z.string(), certificate: z.string() }).nullable(),
  }),
  access: { system: 'Chỉ việc nền hoàn tất văn bản đã ký' },
  run: async (ctx, { itemId }) => {
    const found = await sql<{ signature: Buffer; certificate: Buffer }>`select i.signature, c.der as certificate
      from signing.item i join signing.session s on s.id = i.session_id join signing.certificate c on c.id = s.certificate_id
      where i.id = ${itemId} and i.state = 'answered'`.execute(ctx.tx);
    const row = found.rows[0];
    if (row === undefined) return { work: null };
    return {
      work: { signature: row.signature.toString('base64'), certificate: row.certificate.toString('base64') },
    };
  },
});
