import { dossierCode } from '@cuaso/kernel/ids.ts';
import { phone } from '@cuaso/kernel/fields.ts';
import { formatDate } from '@cuaso/kernel/vietnamese.ts';
import type { SmsAnswerer } from '@cuaso/platform/notices/sms/answerers.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { completionOf } from './lookup-dossier.ts';
import { loadWhereabouts, type PublicDossier } from './whereabouts.ts';

const usage = 'TG <ma ho so>, vi du TG 000.00.15.H58-261123-0001';

/**
 * Look-up by short message. Any telephone hears how far the dossier is (circular 01/2018, art. 20); the telephone on the dossier
 * also where it lies and until when: the answer goes to that telephone, whoever sent the question.
 */
export const answerBySms: SmsAnswerer = {
  word: 'TG',
  usage,
  answer: async (ctx, { from, rest }) => {
    const code = dossierCode.safeParse(rest);
    if (!code.success) return `Ma ho so chua dung. Hay soan: ${usage}`;
    const [found] = await loadWhereabouts(ctx, sql`d.code = ${code.data}`);
    if (found === undefined) return `Khong tim thay ho so ${code.data}. Xin xem lai ma tren giay tiep nhan.`;
    const told = (await isOwnPhone(ctx, found, from)) ? where(found) : '';
    return `HS ${code.data}: ${completions[completionOf(found.state)]}.${told}`;
  },
};

const completions = {
  in_progress: 'dang giai quyet',
  waiting_for_you: 'dang cho nguoi nop bo sung',
  ready: 'da co ket qua',
  over: 'da ket thuc',
} as const;

async function isOwnPhone(ctx: Context, { id }: PublicDossier, from: string): Promise<boolean> {
  // Gateways write the country's number with and without its plus.
  const sender = phone.safeParse(from.replace(/^84(?=\d{9}$)/, '0'));
  if (!sender.success) return false;
  const found =
    await sql`select from cases.dossier where id = ${id} and folded -> 'applicant' ->> 'phone' = ${sender.data}
    and confidentiality <> 'restricted'`.execute(ctx.tx);
  return found.rows.length > 0;
}

function where({ readyAt, dueAt, state, whereabouts: { holder } }: PublicDossier): string {
  if (holder === null) return '';
  const due = dueAt !== null && readyAt === null && state === 'processing' ? ` Hen tra ${formatDate(dueAt)}.` : '';
  const call = holder.phone === '' ? '' : ` DT ${holder.phone}.`;
  const place = holder.unitName === '' ? '' : ` Noi giu: ${holder.unitName}.`;
  // The place is the longest and is cut first.
  return `${due}${call}${place}`;
}
