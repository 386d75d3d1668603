import { Failure } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { act } from './act.ts';
import { onPaper, signatureOf } from './sign-result.ts';

const resultSchema = z.strictObject({
  dossierId: z.string(),
  code: z.string().nullable(),
  /** Nothing when it was signed; otherwise the code of the refusal. */
  refusal: z.strictObject({ kind: z.string(), code: z.string() }).nullable(),
});
type Signed = z.infer<typeof resultSchema>;

/** Several results that were signed by hand, with one decision: each stands or falls for itself, and the answer says which. */
export const signResults = command({
  name: 'onestop.sign-results',
  summary: 'Ghi nhận nhiều kết quả đã ký tay trên giấy',
  input: z.strictObject({
    dossiers: z
      .array(z.strictObject({ dossierId: uuid, seq: z.int().min(1).optional() }))
      .min(1, { error: 'Chưa chọn hồ sơ nào để ký.' })
      .max(100),
  }),
  output: z.strictObject({ signed: z.int(), refused: z.int(), results: z.array(resultSchema) }),
  access: { permission: 'onestop.sign' },
  run: async (ctx, input) => {
    const results: Signed[] = [];
    // In the order of their ids, so that two leaders who sign the same dossiers wait for each other and never both.
    const inOrder = input.dossiers.toSorted((a, b) => (a.dossierId < b.dossierId ? -1 : 1));
    for (const one of inOrder) results.push(await signOne(ctx, one));
    const refused = results.filter((one) => one.refusal !== null).length;
    return { signed: results.length - refused, refused, results };
  },
});

async function signOne(ctx: Context, input: { dossierId: string; seq?: number | undefined }): Promise<Signed> {
  await sql`savepoint one_result`.execute(ctx.tx);
  try {
    const acted = await act(ctx, input, {
      action: 'sign',
      permission: 'onestop.sign',
      decide: (dossier) => signatureOf(ctx, dossier, onPaper),
    });
    await sql`release savepoint one_result`.execute(ctx.tx);
    return { dossierId: input.dossierId, code: acted.code, refusal: null };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await sql`rollback to savepoint one_result`.execute(ctx.tx);
    return { dossierId: input.dossierId, code: null, refusal: { kind: error.kind, code: error.code } };
  }
}
