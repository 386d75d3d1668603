import { uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { readAnswers } from '@cuaso/platform/cases/answers.ts';
import type { FormSection } from '@cuaso/platform/cases/definition.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { pageOfProblem } from './draft-pages.ts';
import { holdOpenDraft, saveDraftPage } from './draft.ts';
import { savedPageSchema, sinceSchema } from './saved-page.ts';

const typedText = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(500)).max(200)]);
const typedAnswer = z.union([typedText, z.record(z.string().max(60), z.string().max(1000))]);
const typedItem = z.record(z.string().max(60), typedAnswer);

/** Saves one group of questions of a draft as it was typed; what is wrong is kept too and told. */
export const saveDraftAnswers = command({
  name: 'services.save-draft-answers',
  summary: 'Lưu một phần câu trả lời của bản nháp',
  input: z.strictObject({
    draftId: uuid,
    since: sinceSchema,
    section: z.string().max(60),
    answers: z.record(z.string().max(60), z.union([typedAnswer, z.array(typedItem).max(30)])),
  }),
  output: savedPageSchema,
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const draft = await holdOpenDraft(ctx, input.draftId);
    const section =
      draft.definition.sections.find((one) => one.key === input.section) ?? fail('not_found', 'services.no_such_page');
    const keys = keysOf(section);
    const unknown = Object.keys(input.answers).filter((key) => !keys.includes(key));
    const kept = Object.entries(draft.answers).filter(([key]) => !keys.includes(key));
    const typed = Object.entries(input.answers).filter(([key]) => keys.includes(key));
    const answers = Object.fromEntries([...kept, ...typed]);
    const mark = await saveDraftPage(ctx, draft, { page: section.key, answers, since: input.since });
    const { problems } = readAnswers(draft.definition, answers, 'complete');
    const here = Object.entries(problems).filter(([path]) => pageOfProblem(draft.definition, path) === section.key);
    for (const key of unknown) here.push([`answers.${key}`, 'Biểu mẫu không có câu hỏi này. Hãy tải lại trang.']);
    return { problems: Object.fromEntries(here), savedAt: ctx.now.toISOString(), mark };
  },
});

function keysOf(section: FormSection): string[] {
  return section.repeat === undefined ? section.fields.map((field) => field.key) : [section.key];
}
