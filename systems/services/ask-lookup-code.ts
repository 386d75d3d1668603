import { fail } from '@cuaso/kernel/errors.ts';
import { hashOfToken, tokenOf } from '@cuaso/platform/identity/secrets.ts';
import { enqueue } from '@cuaso/platform/jobs/enqueue.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { codeMinutes, isPhone, keyedHashOf, lookupNumber, mostCodesPerDay, sealedPerson } from './lookup-ticket.ts';

const hourMs = 3_600_000;
const mostPerHour = 3;

/**
 * Asks for a one-time code by personal number or telephone. Whether there is any dossier is found out by a job, so that
 * neither the answer nor how long it takes tells.
 */
export const askLookupCode = command({
  name: 'services.ask-lookup-code',
  summary: 'Xin mã dùng một lần để tra cứu hồ sơ',
  input: z.strictObject({ number: lookupNumber }),
  output: z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() }),
  access: { everyone: 'who has no account proves to have the telephone; the answer is the same for every number' },
  limits: { callsPerMinute: 10, callsPerDay: 200 },
  secret: true,
  run: async (ctx, { number }) => {
    const { sms, email } = noticeServicesOf(ctx.memory).providers;
    const ways = isPhone(number) ? sms.length : sms.length + email.length;
    if (ways === 0) fail('unavailable', 'notices.not_set_up');
    const numberHash = keyedHashOf(ctx, 'number', number);
    await refuseTooMany(ctx, numberHash);
    const [id, token] = [ctx.newId(), tokenOf(ctx.random)];
    const person = isPhone(number) ? { number: '', phone: number, email: '' } : { number, phone: '', email: '' };
    const expiresAt = new Date(ctx.now.getTime() + codeMinutes * 60_000);
    await sql`insert into services.lookup (id, token_hash, number_hash, person, asked_at, expires_at)
      values (${id}, ${hashOfToken(token)}, ${numberHash}, ${sealedPerson(ctx, id, person)}, ${ctx.now}, ${expiresAt})`.execute(
      ctx.tx,
    );
    await enqueue(ctx, 'services.send-lookup-code', { lookupId: id });
    return { token, expiresAt: expiresAt.toISOString() };
  },
});

/** Counts what was asked by this number, found or not: nobody is sent message after message. */
async function refuseTooMany(ctx: Context, numberHash: Buffer): Promise<void> {
  // Two at the same time are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`services.lookup ${numberHash.toString('hex')}`}, 0))`.execute(
    ctx.tx,
  );
  const dayAgo = new Date(ctx.now.getTime() - 24 * hourMs);
  const found = await sql<{ at: Date }>`select asked_at as at from services.lookup
    where number_hash = ${numberHash} and asked_at > ${dayAgo} order by asked_at desc limit ${mostCodesPerDay}`.execute(
    ctx.tx,
  );
  const times = found.rows.map(({ at }) => at.getTime());
  const freeAgain = Math.max((times[mostPerHour - 1] ?? 0) + hourMs, (times[mostCodesPerDay - 1] ?? 0) + 24 * hourMs);
  const retryAfterSeconds = (freeAgain - ctx.now.getTime()) / 1000;
  if (retryAfterSeconds > 0) fail('too_many', 'services.too_many_lookup_codes', { retryAfterSeconds });
}
