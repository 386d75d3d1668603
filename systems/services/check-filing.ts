import { Failure, isFailure } from '@cuaso/kernel/errors.ts';
import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { checkAnswers, checkPapers, feeVndOf, papersAskedBy } from '@cuaso/platform/cases/answers.ts';
import { applicantSchema } from '@cuaso/platform/cases/events.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import {
  answerShownSchema,
  answersInWords,
  checkApplicant,
  paperShownSchema,
  papersInWords,
} from '../onestop/public.ts';
import { getProcedureInForce, levelOfExecution } from '../procedures/public.ts';
import { filingInput, papersOf, requireFiler } from './filing.ts';

/**
 * What would be filed, in words, to be read before it is sent; nothing is written. Everything that is wrong is told at
 * once: applicant, answers and papers.
 */
export const checkFiling = query({
  name: 'services.check-filing',
  summary: 'Xem lại hồ sơ trước khi nộp',
  input: filingInput,
  output: z.strictObject({
    procedureName: z.string(),
    applicant: applicantSchema,
    answers: z.array(answerShownSchema),
    papers: z.array(paperShownSchema),
    /** Papers that these answers ask for but that come without a file: the desk judges whether they apply. */
    without: z.array(z.string()),
    feeVnd: z.number(),
    limit: z.string(),
  }),
  access: { signedIn: 'person', because: 'a person files for himself, with the name and number of the account' },
  run: async (ctx, input) => {
    const { accountId: _, ...filer } = requireFiler(ctx);
    const procedure = await getProcedureInForce(ctx, input.procedureCode);
    const { definition } = procedure;
    const channel = definition.channels.find((one) => one.channel === 'online');
    if (channel === undefined) throw new Failure('invalid', 'services.not_online', { messageVi: notOnline });
    await levelOfExecution(ctx, procedure, input.agencyId);
    const problems: Record<string, string> = {};
    const applicant = collect(problems, () => checkApplicant({ ...input.applicant, ...filer }));
    const answers = collect(problems, () => checkAnswers(definition, input.answers, 'complete'));
    const papers = collect(problems, () => checkPapers(definition, answers ?? {}, papersOf(input.papers)));
    if (!applicant || !answers || !papers) throw new Failure('invalid', 'services.wrong_filing', { fields: problems });
    return {
      procedureName: procedure.name,
      applicant,
      answers: answersInWords(definition, answers),
      papers: papersInWords(definition, papers),
      without: papersAskedBy(definition, answers)
        .filter((paper) => !papers.some((one) => one.key === paper.key))
        .map((paper) => paper.name),
      feeVnd: feeVndOf(definition, 'online', answers),
      limit: describeLimit(channel.limit),
    };
  },
});

const notOnline = 'Thủ tục này chưa nhận hồ sơ trực tuyến. Xin nộp tại Bộ phận Một cửa.';

/** The checked value, or its wrong fields among the problems. */
function collect<T>(problems: Record<string, string>, check: () => T): T | undefined {
  try {
    return check();
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'invalid') throw thrown;
    Object.assign(problems, thrown.details['fields']);
    return undefined;
  }
}
