import { fail } from '@cuaso/kernel/errors.ts';
import { checkAnswers, checkPapers, feeVndOf } from '@cuaso/platform/cases/answers.ts';
import { getCurrentCalendar } from '@cuaso/platform/cases/calendar.ts';
import { type HeldDossier, openDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Applicant, EventBody, PaperIn } from '@cuaso/platform/cases/events.ts';
import { namePlaces } from '@cuaso/platform/cases/name-places.ts';
import { type Submitter, withAuthorityPaper } from '@cuaso/platform/cases/on-behalf.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { raiseOrder } from '../payments/public.ts';
import { getProcedureInForce, levelOfExecution } from '../procedures/public.ts';
import { lockCalendar } from './calendar-lock.ts';
import { getUnitFor } from './place.ts';

/** What a new dossier needs, whoever brings it. */
export type Filing = {
  procedureCode: string;
  agencyId: string;
  channel: 'counter' | 'online' | 'post';
  applicant: Applicant;
  papers: readonly PaperIn[];
  answers: Record<string, unknown>;
  subject: string;
  accountId: string | null;
  /** Who files, where it is not the applicant. */
  submitter?: Submitter;
  receiveBy?: 'counter' | 'online' | 'post';
};

/** A dossier just filed: the secret of its receipt, and what is to be paid at filing, if anything is. */
export type FiledDossier = HeldDossier & { secret: string; paymentId: string | null };

/**
 * Opens a dossier with the procedure's version in force: checks form, papers and competence, takes a number and raises what
 * is to be paid at filing. It is filed whether or not that is paid.
 */
export async function fileDossier(ctx: Context, filing: Filing): Promise<FiledDossier> {
  const procedure = await getProcedureInForce(ctx, filing.procedureCode);
  const level = await levelOfExecution(ctx, procedure, filing.agencyId);
  const { definition } = procedure;
  const channel = definition.channels.find((one) => one.channel === filing.channel);
  if (channel === undefined) fail('invalid', 'onestop.channel_not_offered', { fields: { channel: noChannel } });
  const completeness = filing.channel === 'online' ? 'complete' : 'partial';
  const answers = await namePlaces(ctx, definition, checkAnswers(definition, filing.answers, completeness));
  const asked = withAuthorityPaper(definition, filing.submitter?.relation);
  const papers = checkPapers(asked, answers, filing.papers);
  const unitId = await getUnitFor(ctx, filing.agencyId, 'one_stop', procedure.fieldCode);
  const dossier = await openDossier(ctx, {
    definitionId: procedure.definitionId,
    procedureCode: procedure.code,
    procedureName: procedure.name,
    fieldCode: procedure.fieldCode,
    level,
    agencyId: filing.agencyId,
    confidentiality: procedure.confidentiality,
    accountId: filing.accountId,
    subject: filing.subject,
    submitted: {
      kind: 'submitted',
      channel: filing.channel,
      limit: channel.limit,
      afterSupplement: definition.afterSupplement,
      unitId,
      applicant: filing.applicant,
      papers,
      answers,
      feeVnd: feeVndOf(definition, filing.channel, answers),
      ...(filing.submitter && { submitter: filing.submitter }),
      ...(filing.receiveBy && { receiveBy: filing.receiveBy }),
    },
  });
  await attachFiles(ctx, dossier, 'paper', papers);
  return { ...dossier, paymentId: await raiseOrder(ctx, dossier, 'at_filing') };
}

/** The acceptance of a dossier: from now the promise runs, and the first step's unit has it. */
export async function acceptanceOf(ctx: Context, dossier: HeldDossier): Promise<EventBody> {
  await lockCalendar(ctx, 'promise');
  const calendar = await getCurrentCalendar(ctx);
  const first = dossier.definition.steps[0] ?? fail('unavailable', 'onestop.no_steps');
  const unitId = await getUnitFor(ctx, dossier.agencyId, first.place, dossier.fieldCode);
  return { kind: 'accepted', calendarVersion: calendar.version, stepKey: first.key, unitId, officialId: null };
}

const noChannel = 'Thủ tục này không nhận theo cách đã chọn.';
