import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { pageKeys } from './draft-pages.ts';
import { holdOpenDraft, saveDraftPage } from './draft.ts';
import { requireFiler } from './filing.ts';
import { readParties } from './parties.ts';
import { savedPageSchema, sinceSchema } from './saved-page.ts';

const text = z.string().max(1000).optional();

/** Saves how the person is reached and gets the result; what is wrong is kept too and told. */
export const saveDraftContact = command({
  name: 'services.save-draft-contact',
  summary: 'Lưu phần liên hệ của bản nháp',
  input: z.strictObject({
    draftId: uuid,
    since: sinceSchema,
    contact: z.strictObject({
      phone: text,
      email: text,
      address: text,
      bornOn: text,
      subject: text,
      receiveBy: text,
      postDivision: text,
      postLine: text,
    }),
  }),
  output: savedPageSchema,
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await holdOpenDraft(ctx, input.draftId);
    const mark = await saveDraftPage(ctx, draft, {
      page: pageKeys.contact,
      contact: input.contact,
      since: input.since,
    });
    const { problems } = readParties(requireFiler(ctx), { behalf: { for: 'self' }, contact: input.contact });
    return { problems, savedAt: ctx.now.toISOString(), mark };
  },
});
