import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { serverDevicesOf } from '@cuaso/platform/signing/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { openPrepared } from './open-prepared.ts';
import { self } from './platform-actor.ts';
import { getStoredCertificate, type StoredCertificate } from './stored-certificate.ts';

/** Puts an agency's seal on a form by itself, with the key that the server holds (circular 01/2018, art. 9). */
export const openSeal = command({
  name: 'signing.open-seal',
  summary: 'Ký số biểu mẫu bằng chứng thư của cơ quan',
  input: z.strictObject({ purpose: z.string().max(60), subjectId: uuid, agencyId: uuid }),
  output: z.strictObject({ sessionId: uuid.nullable() }),
  access: { system: 'Chỉ nền tảng tự ký biểu mẫu của cơ quan' },
  run: async (ctx, { purpose, subjectId, agencyId }) => {
    const certificate = await findSeal(ctx, agencyId);
    if (certificate === undefined) return { sessionId: null };
    const { sessionId } = await openPrepared(ctx, {
      certificate,
      role: 'organisation',
      way: 'server',
      purpose,
      subjects: [{ subjectId, params: {} }],
      signer: self,
      activation: null,
    });
    return { sessionId };
  },
});

/** The agency's certificate that the server can use now; of several the one that is good longest. */
async function findSeal(ctx: Context, agencyId: string): Promise<StoredCertificate | undefined> {
  const found = await sql<{ id: string }>`select id from signing.certificate where agency_id = ${agencyId}
      and holder_kind = 'agency' and device = any(${serverDevicesOf(ctx.memory)}::text[]) and status = 'active' and valid_from <= ${ctx.now}
      and valid_until > ${ctx.now}
    order by valid_until desc, id limit 1`.execute(ctx.tx);
  const id = found.rows[0]?.id;
  return id === undefined ? undefined : getStoredCertificate(ctx, id);
}
