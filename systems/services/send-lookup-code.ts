import { uuid } from '@cuaso/kernel/fields.ts';
import { addressOf } from '@cuaso/platform/notices/plan.ts';
import { noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { sendCode } from '../notices/public.ts';
import {
  type AskingPerson,
  codeMinutes,
  findLookup,
  keyedHashOf,
  mostCodesPerDay,
  personOf,
  sealedPerson,
} from './lookup-ticket.ts';

/**
 * Finds the telephone (or else the e-mail address) on the newest dossier of who asked, and sends the code there. Where there
 * is none, nothing is sent and nobody is told; what was sent is not sent again.
 */
export const sendLookupCode = command({
  name: 'services.send-lookup-code',
  summary: 'Gửi mã tra cứu đến số điện thoại trên hồ sơ',
  input: z.strictObject({ lookupId: uuid }),
  output: z.strictObject({ sent: z.boolean() }),
  access: { system: 'Chỉ công việc nền gửi mã tra cứu.' },
  run: async (ctx, { lookupId }) => {
    const row = await findLookup(ctx, { id: lookupId }, 'change');
    if (row === undefined || row.sentAt !== null || row.expiresAt <= ctx.now) return { sent: false };
    const reached = await findReached(ctx, personOf(ctx, row));
    if (reached === undefined || (await isToldEnough(ctx, reached))) return { sent: false };
    const code = sixDigits(ctx.random);
    const expiresAt = new Date(ctx.now.getTime() + codeMinutes * 60_000);
    await sql`update services.lookup set person = ${sealedPerson(ctx, row.id, reached)},
      contact_hash = ${contactHashOf(ctx, reached)}, code_hash = ${keyedHashOf(ctx, 'code', `${row.id} ${code}`)},
      sent_at = ${ctx.now}, expires_at = ${expiresAt} where id = ${row.id}`.execute(ctx.tx);
    await sendCode(ctx, {
      subject: { relation: 'services.lookup', id: row.id },
      phone: reached.phone,
      email: reached.email,
      code,
      purpose: 'tra cứu hồ sơ',
      minutes: codeMinutes,
    });
    return { sent: true };
  },
});

type Contact = { phone: string; email: string };

/** Where the code goes: only one of telephone and address is filled in, one that the platform can write to. */
async function findReached(ctx: Context, asking: AskingPerson): Promise<AskingPerson | undefined> {
  const { sms, email } = noticeServicesOf(ctx.memory).providers;
  // Said twice, so that the indexes without the empty ones serve whatever the number is.
  const whose =
    asking.number === ''
      ? sql`folded -> 'applicant' ->> 'phone' = ${asking.phone} and folded -> 'applicant' ->> 'phone' <> ''`
      : sql`applicant_number = ${asking.number} and applicant_number <> ''`;
  const found =
    await sql<Contact>`select folded -> 'applicant' ->> 'phone' as phone, folded -> 'applicant' ->> 'email' as email
    from cases.dossier where ${whose} and confidentiality <> 'restricted' order by submitted_at desc, id limit 50`.execute(
      ctx.tx,
    );
  for (const contact of found.rows) {
    const phone = sms.length > 0 ? addressOf('sms', contact.phone ?? '') : '';
    if (phone !== '') return { number: asking.number, phone, email: '' };
    const address = email.length > 0 ? addressOf('email', contact.email ?? '') : '';
    // Who asked by the telephone is answered on the telephone.
    if (address !== '' && asking.number !== '') return { number: asking.number, phone: '', email: address };
  }
  return undefined;
}

async function isToldEnough(ctx: Context, reached: AskingPerson): Promise<boolean> {
  const dayAgo = new Date(ctx.now.getTime() - 24 * 3_600_000);
  const found = await sql<{ count: string }>`select count(*) from services.lookup
    where contact_hash = ${contactHashOf(ctx, reached)} and sent_at > ${dayAgo}`.execute(ctx.tx);
  return Number(found.rows[0]?.count ?? 0) >= mostCodesPerDay;
}

function contactHashOf(ctx: Context, { phone, email }: Contact): Buffer {
  return keyedHashOf(ctx, 'contact', phone || email);
}

/** Six digits, each million equally likely. */
function sixDigits(random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE();
    // 4,294,000,000 is the last multiple of a million below 2 to the power of 32.
    if (drawn < 4_294_000_000) return String(drawn % 1_000_000).padStart(6, '0');
  }
}
