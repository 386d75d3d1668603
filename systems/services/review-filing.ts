import { isFailure } from '@cuaso/kernel/errors.ts';
import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { checkAnswers, checkPapers, feeVndOf, papersAskedBy } from '@cuaso/platform/cases/answers.ts';
import { feeLinesOf } from '@cuaso/platform/cases/fee-lines.ts';
import { type Applicant, applicantSchema, type PaperIn, receiveBySchema } from '@cuaso/platform/cases/events.ts';
import { namePlaces } from '@cuaso/platform/cases/name-places.ts';
import { type Submitter, submitterSchema, withAuthorityPaper } from '@cuaso/platform/cases/on-behalf.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';
import * as onestop from '../onestop/public.ts';
import { deliveryOf } from './order-delivery.ts';
import type { ProcedureInForce } from '../procedures/public.ts';

/** What would be filed, in words, to be read before it is sent. */
export const reviewSchema = z.strictObject({
  procedureName: z.string(),
  applicant: applicantSchema,
  submitter: submitterSchema.nullable(),
  receiveBy: receiveBySchema.nullable(),
  /** Where the post brings the result, and what it asks of who receives it. */
  delivery: z.strictObject({ address: z.string(), feeVnd: z.number().nullable() }).nullable(),
  answers: z.array(onestop.answerShownSchema),
  papers: z.array(onestop.paperShownSchema),
  /** Papers that these answers ask for but that come without a file: the desk judges whether they apply. */
  without: z.array(z.string()),
  feeVnd: z.number(),
  /** The fees and charges one by one, what is exempted with its reason. */
  fees: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['fee', 'charge']),
      fullVnd: z.number(),
      amountVnd: z.number(),
      exemptReason: z.string(),
      due: z.enum(['at_filing', 'on_notice']),
    }),
  ),
  limit: z.string(),
});
/** What would be filed, in words. */
export type Review = z.infer<typeof reviewSchema>;

/** A filing to be looked at. */
export type Reviewed = {
  procedure: ProcedureInForce;
  applicant: Applicant;
  submitter?: Submitter;
  receiveBy?: z.infer<typeof receiveBySchema>;
  postTo?: { agencyId: string; divisionCode: string; line: string };
  answers: Record<string, unknown>;
  papers: readonly PaperIn[];
};

/** The review of a filing; everything that is wrong is told at once, by path. */
export async function reviewOf(
  ctx: Context,
  filing: Reviewed,
): Promise<{ review?: Review; problems: Record<string, string> }> {
  const { definition } = filing.procedure;
  const problems: Record<string, string> = {};
  const applicant = await collect(problems, () => onestop.checkApplicant(filing.applicant));
  const read = await collect(problems, () => checkAnswers(definition, filing.answers, 'complete'));
  const answers = read && (await collect(problems, () => namePlaces(ctx, definition, read)));
  const asked = withAuthorityPaper(definition, filing.submitter?.relation);
  const papers = await collect(problems, () => checkPapers(asked, answers ?? {}, filing.papers));
  const { postTo } = filing;
  const delivery = postTo && (await collect(problems, () => deliveryOf(ctx, postTo.agencyId, postTo)));
  const channel = definition.channels.find((one) => one.channel === 'online');
  if (!applicant || !answers || !papers || !channel) return { problems };
  const review = {
    procedureName: filing.procedure.name,
    applicant,
    submitter: filing.submitter ?? null,
    receiveBy: filing.receiveBy ?? null,
    delivery: delivery ?? null,
    answers: onestop.answersInWords(definition, answers),
    papers: onestop.papersInWords(asked, papers),
    without: papersAskedBy(asked, answers)
      .filter((paper) => !papers.some((one) => one.key === paper.key))
      .map((paper) => paper.name),
    feeVnd: feeVndOf(definition, 'online', answers),
    fees: feeLinesOf(definition, 'online', answers).map(({ key: _, ...line }) => line),
    limit: describeLimit(channel.limit),
  };
  return { review, problems };
}

/** The checked value, or its wrong fields among the problems. */
async function collect<T>(problems: Record<string, string>, check: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'invalid') throw thrown;
    Object.assign(problems, thrown.details['fields']);
    return undefined;
  }
}
