import { dayOf } from '@cuaso/kernel/clock.ts';
import { Failure } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { fileDossier } from '../onestop/public.ts';
import { orderDelivery } from './order-delivery.ts';
import { filingOfDraft } from './draft-filing.ts';
import { type DraftFile, getOwnDraft } from './draft.ts';
import { requireFiler } from './filing.ts';

/** Files what a draft says. Sent again, by whatever device, it is the same dossier (decree 61/2018, art. 16–17). */
export const sendDraft = command({
  name: 'services.send-draft',
  summary: 'Gửi hồ sơ từ bản nháp',
  input: z.strictObject({ draftId: uuid }),
  output: z.strictObject({ dossierId: z.string(), paymentId: z.string().nullable() }),
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await getOwnDraft(ctx, input.draftId, 'hold');
    if (draft.sentAs !== null) return { dossierId: draft.sentAs, paymentId: null };
    const { procedure, parties, review, answers, papers, files, problems } = await filingOfDraft(ctx, draft);
    if (review === undefined || parties === undefined) {
      throw new Failure('invalid', 'services.draft_incomplete', { fields: problems });
    }
    const { applicant, submitter, subject, receiveBy, postTo } = parties;
    const dossier = await fileDossier(ctx, {
      procedureCode: procedure.code,
      agencyId: draft.agencyId,
      channel: 'online',
      accountId: requireFiler(ctx).accountId,
      applicant,
      answers,
      papers,
      subject,
      receiveBy,
      ...(submitter && { submitter }),
    });
    if (postTo !== undefined) await orderDelivery(ctx, dossier, { ...postTo, phone: applicant.phone });
    await countReused(ctx, dossier.id, files);
    await sql`delete from services.draft_file where draft_id = ${draft.id}`.execute(ctx.tx);
    await sql`delete from services.kept_typing where draft_id = ${draft.id}`.execute(ctx.tx);
    // What it said is in the dossier now; the row stays to know that it was sent.
    await sql`update services.draft set sent_as = ${dossier.id}, answers = '{}', contact = '{}', behalf = '{"for": "self"}',
      left_behind = '[]', visited = '{}', saved_at = ${ctx.now} where id = ${draft.id}`.execute(ctx.tx);
    return { dossierId: dossier.id, paymentId: dossier.paymentId };
  },
});

/** A paper whose files all come from an earlier dossier was not asked for again. */
async function countReused(ctx: Context, dossierId: string, files: readonly DraftFile[]): Promise<void> {
  for (const [key, some] of Map.groupBy(files, (file) => file.paperKey)) {
    const [first] = some;
    if (first === undefined || some.some((file) => file.heldDossierId === null)) continue;
    await sql`insert into services.reused_paper (dossier_id, paper_key, held_dossier_id, reused_on)
      values (${dossierId}, ${key}, ${first.heldDossierId}, ${dayOf(ctx.now)})`.execute(ctx.tx);
  }
}
