import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { pageKeys } from './draft-pages.ts';
import { holdOpenDraft, saveDraftPage } from './draft.ts';
import { requireFiler } from './filing.ts';
import { readParties } from './parties.ts';
import { savedPageSchema, sinceSchema } from './saved-page.ts';

const text = z.string().max(300).optional();

/** Saves for whom a draft is; what is wrong is kept too and told. */
export const saveDraftBehalf = command({
  name: 'services.save-draft-behalf',
  summary: 'Lưu phần người nộp của bản nháp',
  input: z.strictObject({
    draftId: uuid,
    since: sinceSchema,
    behalf: z.strictObject({
      for: z.enum(['self', 'person', 'business'], { error: 'Chọn nộp cho ai.' }),
      name: text,
      number: text,
      relation: text,
    }),
  }),
  output: savedPageSchema,
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await holdOpenDraft(ctx, input.draftId);
    const behalf = input.behalf.for === 'self' ? { for: 'self' } : input.behalf;
    const mark = await saveDraftPage(ctx, draft, { page: pageKeys.behalf, behalf, since: input.since });
    const { problems } = readParties(requireFiler(ctx), { behalf, contact: {} });
    return {
      problems: Object.fromEntries(Object.entries(problems).filter(([path]) => path.startsWith('behalf'))),
      savedAt: ctx.now.toISOString(),
      mark,
    };
  },
});
