import { createHash } from 'node:crypto';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownAccountOf } from './own.ts';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const minutes = 15;

/** Gives me a word to send to the province's Zalo account, so that it knows whose I am; good for a quarter of an hour. */
export const askZaloWord = command({
  name: 'notices.ask-zalo-word',
  summary: 'Lấy mã để nối Zalo với tài khoản của tôi',
  input: z.strictObject({}),
  output: z.strictObject({ word: z.string(), until: z.string() }),
  access: { signedIn: 'person', because: 'the word is for the own account' },
  limits: { callsPerMinute: 10 },
  secret: true,
  run: async (ctx) => {
    const word = [...ctx.random(8)].map((byte) => letters[byte % letters.length]).join('');
    const until = new Date(ctx.now.getTime() + minutes * 60_000);
    await sql`insert into notices.zalo_user (account_id, word_hash, word_until, changed_at)
      values (${ownAccountOf(ctx)}, ${zaloWordHash(word)}, ${until}, ${ctx.now})
      on conflict (account_id) do update set word_hash = excluded.word_hash, word_until = excluded.word_until,
        changed_at = excluded.changed_at`.execute(ctx.tx);
    return { word, until: until.toISOString() };
  },
});

/** What is kept of such a word. */
export function zaloWordHash(word: string): Buffer {
  return createHash('sha256').update(`zalo ${word.trim().toUpperCase()}`).digest();
}
