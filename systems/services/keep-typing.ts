import { createHash } from 'node:crypto';
import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const mostKept = 3;

/** What was typed, by field name. */
export const typedSchema = z.record(
  z.string().max(200),
  z.union([z.string().max(20_000), z.array(z.string().max(500)).max(200)]),
);

/** Keeps what a person was sending when the session ended; only the browser that sent it, signed in again, gets it back. */
export const keepTyping = command({
  name: 'services.keep-typing',
  summary: 'Giữ lại nội dung đang gõ khi phiên đăng nhập hết hạn',
  input: z.strictObject({ draftId: uuid, page: z.string().min(1).max(60), typed: typedSchema }),
  output: z.strictObject({ token: z.string().nullable() }),
  access: { everyone: 'the session that would say who it is has just ended; nothing is shown to anybody' },
  limits: { callsPerMinute: 20, inputBytes: 300_000 },
  secret: true,
  run: async (ctx, input) => {
    const draft =
      await sql`select from services.draft where id = ${input.draftId} and sent_as is null for update`.execute(ctx.tx);
    const typed = JSON.stringify(input.typed);
    if (draft.rows.length === 0 || typed.length > 90_000) return { token: null };
    // The newest few of a draft: a stranger who knows its address cannot fill the table.
    await sql`delete from services.kept_typing where token_hash in (select token_hash from services.kept_typing
      where draft_id = ${input.draftId} order by kept_at desc offset ${mostKept - 1})`.execute(ctx.tx);
    const token = Buffer.from(ctx.random(24)).toString('base64url');
    await sql`insert into services.kept_typing (token_hash, draft_id, page, typed, kept_at)
      values (${hashOf(token)}, ${input.draftId}, ${input.page}, ${typed}::jsonb, ${ctx.now})`.execute(ctx.tx);
    return { token };
  },
});

/** The hash under which a token is kept. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
