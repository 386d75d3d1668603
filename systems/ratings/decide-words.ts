import { Failure, fail } from '@cuaso/kernel/errors.ts';
import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { personalDataIn, personalDataSentence } from '@cuaso/kernel/personal-data.ts';
import { requireAccess, type Target } from '@cuaso/platform/access/access.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/**
 * Publishes what was written with a rating, shortened where it tells who somebody is, or withholds it with a reason. Text that
 * still holds numbers, addresses or the applicant's name is refused.
 */
export const decideWords = command({
  name: 'ratings.decide-words',
  summary: 'Đăng hoặc không đăng lời nhận xét',
  input: z.strictObject({
    dossierId: uuid,
    decision: z.enum(['publish', 'withhold'], { error: 'Chọn đăng hoặc không đăng.' }),
    /** What was read: refused when it was changed since. */
    words: z.string().max(2000),
    publishedWords: longText(2000).or(z.literal('')).default(''),
    reason: longText(500).or(z.literal('')).default(''),
  }),
  output: z.strictObject({ dossierId: z.string(), state: z.enum(['published', 'withheld']) }),
  access: { permission: 'ratings.moderate' },
  run: async (ctx, input) => {
    const row = await sql<Row>`
      select r.words, r.words_state as "wordsState", d.agency_id as "agencyId", d.confidentiality,
        d.applicant_name as "applicantName"
      from ratings.rating r join cases.dossier d on d.id = r.dossier_id
      where r.dossier_id = ${input.dossierId} for update of r`.execute(ctx.tx);
    const found = row.rows[0] ?? fail('not_found', 'access.not_found');
    requireAccess(ctx.actor, 'ratings.moderate', found, 'ratings.moderate');
    const read = input.words.replaceAll('\r\n', '\n');
    if (found.wordsState !== 'waiting' || found.words !== read) {
      throw new Failure('conflict', 'ratings.words_changed', { messageVi: changed });
    }
    const publish = input.decision === 'publish';
    if (publish) requirePublishable(input.publishedWords, found.applicantName);
    else if (input.reason === '') fail('invalid', 'ratings.reason_missing', { fields: { reason: 'Xin ghi lý do.' } });
    const decidedBy = ctx.actor.kind === 'official' ? ctx.actor.officialId : null;
    const state = publish ? ('published' as const) : ('withheld' as const);
    await sql`update ratings.rating set words_state = ${state}, published_words = ${publish ? input.publishedWords : ''},
        decided_by = ${decidedBy}, decided_at = ${ctx.now}, decision_reason = ${input.reason}
      where dossier_id = ${input.dossierId}`.execute(ctx.tx);
    return { dossierId: input.dossierId, state };
  },
});

const changed = 'Lời nhận xét vừa được sửa hoặc đã có người xử lý. Xin tải lại trang để đọc bản mới.';

type Row = { words: string; wordsState: string; applicantName: string } & Required<
  Pick<Target, 'agencyId' | 'confidentiality'>
>;

function requirePublishable(text: string, applicantName: string): void {
  const sentence =
    text === '' ? 'Chưa có nội dung để đăng.' : personalDataSentence(personalDataIn(text, [applicantName]));
  if (sentence !== undefined) fail('invalid', 'ratings.not_publishable', { fields: { publishedWords: sentence } });
}
