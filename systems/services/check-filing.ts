import { Failure } from '@cuaso/kernel/errors.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { getProcedureInForce, levelOfExecution } from '../procedures/public.ts';
import { filingInput, papersOf, requireFiler } from './filing.ts';
import { reviewOf, reviewSchema } from './review-filing.ts';

/**
 * What would be filed, in words, to be read before it is sent; nothing is written. Everything that is wrong is told at
 * once: applicant, answers and papers.
 */
export const checkFiling = query({
  name: 'services.check-filing',
  summary: 'Xem lại hồ sơ trước khi nộp',
  input: filingInput,
  output: reviewSchema,
  access: { signedIn: 'person', because: 'a person files for himself, with the name and number of the account' },
  run: async (ctx, input) => {
    const { accountId: _, ...filer } = requireFiler(ctx);
    const procedure = await getProcedureInForce(ctx, input.procedureCode);
    if (!procedure.definition.channels.some((one) => one.channel === 'online')) {
      throw new Failure('invalid', 'services.not_online', { messageVi: notOnline });
    }
    await levelOfExecution(ctx, procedure, input.agencyId);
    const { review, problems } = await reviewOf(ctx, {
      procedure,
      applicant: { ...input.applicant, ...filer },
      answers: input.answers,
      papers: papersOf(input.papers),
    });
    if (review === undefined) throw new Failure('invalid', 'services.wrong_filing', { fields: problems });
    return review;
  },
});

const notOnline = 'Thủ tục này chưa nhận hồ sơ trực tuyến. Xin nộp tại Bộ phận Một cửa.';
