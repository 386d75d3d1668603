import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { filingOfDraft } from './draft-filing.ts';
import { pageOfProblem } from './draft-pages.ts';
import { getOwnDraft } from './draft.ts';
import { reviewSchema } from './review-filing.ts';

/** The summary of an own draft: what would be sent, in words, or what is still missing and on which page. */
export const checkDraft = query({
  name: 'services.check-draft',
  summary: 'Xem lại bản nháp trước khi gửi',
  input: z.strictObject({ draftId: uuid }),
  output: z.strictObject({
    review: reviewSchema.nullable(),
    problems: z.array(z.strictObject({ page: z.string(), path: z.string(), text: z.string() })),
  }),
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await getOwnDraft(ctx, input.draftId, 'look');
    const { review, problems } = await filingOfDraft(ctx, draft);
    return {
      review: review ?? null,
      problems: Object.entries(problems).map(([path, text]) => ({
        page: pageOfProblem(draft.definition, path),
        path,
        text,
      })),
    };
  },
});
