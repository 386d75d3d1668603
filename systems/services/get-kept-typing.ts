import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getOwnDraft } from './draft.ts';
import { hashOf, typedSchema } from './keep-typing.ts';

/** What the caller was typing on a page of an own draft when the session ended. */
export const getKeptTyping = query({
  name: 'services.get-kept-typing',
  summary: 'Lấy lại nội dung đang gõ khi phiên đăng nhập hết hạn',
  input: z.strictObject({ draftId: uuid, page: z.string().max(60), token: z.string().max(100) }),
  output: z.strictObject({ typed: typedSchema.nullable() }),
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  secret: true,
  run: async (ctx, input) => {
    const draft = await getOwnDraft(ctx, input.draftId, 'look');
    const found = await sql<{ typed: z.infer<typeof typedSchema> }>`select typed from services.kept_typing
      where token_hash = ${hashOf(input.token)} and draft_id = ${draft.id} and page = ${input.page}`.execute(ctx.tx);
    return { typed: found.rows[0]?.typed ?? null };
  },
});
