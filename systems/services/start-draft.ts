import { uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getProcedureInForce, levelOfExecution } from '../procedures/public.ts';
import { answersOfSituation } from './answers-of-situation.ts';
import { mostDrafts } from './draft.ts';
import { requireFiler } from './filing.ts';

/** Begins a draft of a dossier at an agency; it is kept for the account until it is sent, discarded or forgotten. */
export const startDraft = command({
  name: 'services.start-draft',
  summary: 'Bắt đầu soạn hồ sơ trực tuyến',
  input: z.strictObject({
    procedureCode: z.string().max(40),
    agencyId: uuid,
    situation: z.record(z.string().max(60), z.array(z.string().max(60)).max(50)).default({}),
  }),
  output: z.strictObject({ draftId: z.string() }),
  access: { signedIn: 'person', because: 'a person drafts for himself' },
  run: async (ctx, input) => {
    const { accountId } = requireFiler(ctx);
    const procedure = await getProcedureInForce(ctx, input.procedureCode);
    if (!procedure.definition.channels.some((one) => one.channel === 'online')) {
      fail('invalid', 'services.not_online', { fields: { procedureCode: 'Thủ tục này chưa nhận hồ sơ trực tuyến.' } });
    }
    await levelOfExecution(ctx, procedure, input.agencyId);
    // Two devices that begin at once must not both slip under the limit.
    await sql`select pg_advisory_xact_lock(hashtext(${`services.draft:${accountId}`}))`.execute(ctx.tx);
    const open = await sql<{ count: number }>`select count(*)::int as count from services.draft
      where account_id = ${accountId} and sent_as is null`.execute(ctx.tx);
    if ((open.rows[0]?.count ?? 0) >= mostDrafts) fail('conflict', 'services.too_many_drafts');
    const draftId = ctx.newId();
    const answers = JSON.stringify(answersOfSituation(procedure.definition, input.situation));
    await sql`insert into services.draft (id, account_id, procedure_code, definition_id, agency_id, answers, begun_at, saved_at)
      values (${draftId}, ${accountId}, ${procedure.code}, ${procedure.definitionId}, ${input.agencyId}, ${answers},
        ${ctx.now}, ${ctx.now})`.execute(ctx.tx);
    return { draftId };
  },
});
