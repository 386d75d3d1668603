import { isFailure } from '@cuaso/kernel/errors.ts';
import { getDraft } from '@cuaso/systems/services/get-draft.ts';
import { pageKeys } from '@cuaso/systems/services/draft-pages.ts';
import { saveDraftAnswers } from '@cuaso/systems/services/save-draft-answers.ts';
import { saveDraftBehalf } from '@cuaso/systems/services/save-draft-behalf.ts';
import { saveDraftContact } from '@cuaso/systems/services/save-draft-contact.ts';
import { saveDraftPapers } from '@cuaso/systems/services/save-draft-papers.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { keptName, keptOf } from '../filing/kept-file.ts';
import { inputOf } from './form-data.ts';
import type { InputOf, OutputOf } from './platform.ts';
import { takeFiles } from './take-files.ts';

/** What came of saving a page: what is wrong with it, and whether the person stays on it (with what in the address). */
export type SavedPage = OutputOf<typeof saveDraftAnswers> & { stay?: string };

/** Saves the page of a draft that a form was sent from, as it was typed. */
export async function saveDraftPage(event: RequestEvent, form: FormData): Promise<SavedPage> {
  const { id: draftId = '', page = '' } = event.params;
  const { run } = event.locals;
  const typed = inputOf(form);
  const since = form.get('_moc');
  const known = typeof since === 'string' ? { since } : {};
  if (page === pageKeys.behalf) {
    const behalf = (typed['behalf'] ?? {}) as InputOf<typeof saveDraftBehalf>['behalf'];
    return run(saveDraftBehalf, { draftId, behalf, ...known });
  }
  if (page === pageKeys.contact) {
    const contact = (typed['contact'] ?? {}) as InputOf<typeof saveDraftContact>['contact'];
    return run(saveDraftContact, { draftId, contact, ...known });
  }
  if (page === pageKeys.papers) return savePapers(event, form, draftId);
  const answers = (typed['answers'] ?? {}) as InputOf<typeof saveDraftAnswers>['answers'];
  const changed = withoutItem(answers, page, form.get('_bo'));
  const saved = await run(saveDraftAnswers, { draftId, section: page, answers: changed, ...known });
  if (form.has('_them')) return { ...saved, stay: 'them=1' };
  return form.has('_bo') || form.has('_ve-lai') ? { ...saved, stay: 'lai=1' } : saved;
}

/** The answers without the item whose button was pressed. */
function withoutItem<A extends Record<string, unknown>>(answers: A, section: string, pressed: unknown): A {
  const items = answers[section];
  if (typeof pressed !== 'string' || !Array.isArray(items)) return answers;
  return { ...answers, [section]: items.filter((_, i) => i !== Number(pressed)) };
}

/** Uploads what was chosen now and keeps it with the draft; a file that is not taken is told beside its paper. */
async function savePapers(event: RequestEvent, form: FormData, draftId: string): Promise<SavedPage> {
  const { papers } = await event.locals.run(getDraft, { draftId });
  const keys = papers.map((paper) => paper.key);
  let refused: Record<string, string> = {};
  try {
    await takeFiles(form, event, keys);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'services.files_refused') throw thrown;
    refused = thrown.details['fields'] as Record<string, string>;
  }
  const saved = await event.locals.run(saveDraftPapers, {
    draftId,
    papers: keys.map((key) => ({
      key,
      fileIds: keptOf(form.getAll(keptName(key))).map((file) => file.fileId),
      heldFileIds: form.getAll(`held.${key}[]`).map(String),
    })),
  });
  return { ...saved, problems: { ...saved.problems, ...refused } };
}
