import { isFailure } from '@cuaso/kernel/errors.ts';
import { readAnswers } from '@cuaso/platform/cases/answers.ts';
import { getMe } from '@cuaso/systems/identity/get-me.ts';
import { getTariff } from '@cuaso/systems/post/get-tariff.ts';
import { checkDraft } from '@cuaso/systems/services/check-draft.ts';
import { pageKeys } from '@cuaso/systems/services/draft-pages.ts';
import { getDraft } from '@cuaso/systems/services/get-draft.ts';
import { sendDraft } from '@cuaso/systems/services/send-draft.ts';
import { fail, redirect } from '@sveltejs/kit';
import { draftPath } from '#lib/filing/draft-page.ts';
import { tariffInWords } from '#lib/post/tariff-words.ts';
import { divisionOptions, needsDivisions } from '#lib/server/division-options.ts';
import { formAction, refuse } from '#lib/server/form-action.ts';
import { valuesOf } from '#lib/server/form-data.ts';
import { dropTyping, typingOf, withTyping } from '#lib/server/kept-typing.ts';
import { saveDraftPage } from '#lib/server/save-draft-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One page of a draft. What was typed when a session ended goes before what is saved. */
export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event;
  const saved = await locals.run(getDraft, { draftId: params.id });
  if (saved.sentAs !== null) redirect(303, `/ho-so/${saved.sentAs}/da-nop`);
  if (saved.move !== null || !saved.fileable) redirect(303, draftPath(params.id, 'mau-moi'));
  const page = saved.pages.find((one) => one.key === params.page);
  if (page === undefined) redirect(303, draftPath(params.id, pageKeys.behalf));
  const typing = await typingOf(event);
  const draft = typing ? withTyping(saved, page, typing) : saved;
  const asksWhatIsWrong = page.kind === 'summary' || url.searchParams.has('loi');
  const check = asksWhatIsWrong ? await locals.run(checkDraft, { draftId: params.id }) : undefined;
  const asksContact = page.key === pageKeys.contact;
  const needs = asksContact || (page.kind === 'questions' && needsDivisions(draft.definition));
  return {
    draft,
    page,
    restored: typing !== undefined,
    back: url.searchParams.get('ve') === pageKeys.summary && page.kind !== 'summary' ? pageKeys.summary : undefined,
    blank: url.searchParams.has('them') ? 1 : 0,
    me: await locals.run(getMe, {}),
    divisions: needs ? await divisionOptions(locals) : [],
    postPrice: asksContact ? tariffInWords((await locals.run(getTariff, {})).rows, 'delivery') : '',
    before: readAnswers(draft.definition, draft.answers, 'partial').answers,
    check,
  };
};

export const actions: Actions = {
  /** Saves the page in any case; goes on if nothing is wrong with it. */
  tiep: async (event) => {
    const form = await event.request.formData();
    const { id, page } = event.params;
    const here = draftPath(id, page);
    try {
      const { problems, stay } = await saveDraftPage(event, form);
      dropTyping(event);
      const summary = event.url.searchParams.get('ve') === pageKeys.summary ? `ve=${pageKeys.summary}` : '';
      if (stay !== undefined) redirect(303, `${here}?${[summary, stay].filter(Boolean).join('&')}`);
      if (Object.keys(problems).length > 0) {
        const message = 'Đã lưu. Xin xem lại các mục được đánh dấu rồi bấm Tiếp tục.';
        return fail(422, { form: '', values: valuesOf(form), errors: problems, message });
      }
      if (summary) redirect(303, draftPath(id, pageKeys.summary));
      const { pages } = await event.locals.run(getDraft, { draftId: id });
      const next = pages[pages.findIndex((one) => one.key === page) + 1];
      redirect(303, draftPath(id, next?.key ?? pageKeys.summary));
    } catch (thrown) {
      return refuse(thrown, event, form);
    }
  },
  /** Saves while the person goes on typing; what is still missing is nobody's mistake yet. */
  luu: async (event) => {
    const form = await event.request.formData();
    try {
      const { savedAt, mark } = await saveDraftPage(event, form);
      dropTyping(event);
      return { savedAt, mark };
    } catch (thrown) {
      // The page shows both versions and lets the person choose.
      if (isFailure(thrown) && thrown.code === 'services.page_saved_elsewhere') return fail(409, { elsewhere: true });
      return refuse(thrown, event, form);
    }
  },
  gui: formAction(sendDraft, {
    prepare: (_, { params }) => ({ draftId: params['id'] ?? '' }),
    done: ({ dossierId, paymentId }) =>
      paymentId === null ? `/ho-so/${dossierId}/da-nop` : `/ho-so/${dossierId}/thanh-toan/${paymentId}`,
  }),
};
