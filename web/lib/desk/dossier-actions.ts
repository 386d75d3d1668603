import { Failure } from '@cuaso/kernel/errors.ts';
import type { Action } from '@cuaso/platform/cases/actions.ts';
import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { acceptDossier } from '@cuaso/systems/onestop/accept-dossier.ts';
import { addNote } from '@cuaso/systems/onestop/add-note.ts';
import { assignDossier } from '@cuaso/systems/onestop/assign-dossier.ts';
import { attachFile } from '@cuaso/systems/onestop/attach-file.ts';
import { draftResult } from '@cuaso/systems/onestop/draft-result.ts';
import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { giveOpinion } from '@cuaso/systems/onestop/give-opinion.ts';
import { handOnDossier } from '@cuaso/systems/onestop/hand-on-dossier.ts';
import { handOverResult } from '@cuaso/systems/onestop/hand-over-result.ts';
import { issueResult } from '@cuaso/systems/onestop/issue-result.ts';
import { receiveSupplement } from '@cuaso/systems/onestop/receive-supplement.ts';
import { refuseDossier } from '@cuaso/systems/onestop/refuse-dossier.ts';
import { requestSupplement } from '@cuaso/systems/onestop/request-supplement.ts';
import { sendBackDossier } from '@cuaso/systems/onestop/send-back-dossier.ts';
import { signResult } from '@cuaso/systems/onestop/sign-result.ts';
import { takeDossier } from '@cuaso/systems/onestop/take-dossier.ts';
import { withdrawDossier } from '@cuaso/systems/onestop/withdraw-dossier.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { attempt } from '../server/attempt.ts';
import { formAction } from '../server/form-action.ts';
import type { Runnable } from '../server/platform.ts';
import { otpAction, signAction } from '../server/sign-action.ts';
import { takeFiles } from '../server/take-files.ts';
import { confirmField, finalActions, paperFormOf } from './action-words.ts';
import { fileKey, supplementKeys } from './file-keys.ts';

type Files = (event: RequestEvent, form: FormData) => Promise<Record<string, unknown>>;

/** What is done on paper beside a digital way. */
const onPaper: ReadonlySet<Action> = new Set(['sign', 'issue']);

/** The form actions of the dossier page: each is one command, named as the action is. */
export const dossierActions = {
  accept: on('accept', acceptDossier),
  refuse_intake: on('refuse_intake', refuseDossier),
  request_supplement: on('request_supplement', requestSupplement),
  supplement: on('supplement', receiveSupplement, supplementPapers),
  take: on('take', takeDossier),
  assign: on('assign', assignDossier),
  opine: on('opine', giveOpinion, async (event, form) => ({ fileIds: await filesOf(event, form) })),
  note: on('note', addNote),
  attach: on('attach', attachFile, async (event, form) => ({ fileIds: await filesOf(event, form) })),
  draft: on('draft', draftResult, async (event, form) => ({ fileId: await oneFileOf(event, form) })),
  hand_on: on('hand_on', handOnDossier),
  send_back: on('send_back', sendBackDossier),
  sign: on('sign', signResult),
  sign_digitally: signAction({ form: 'sign', role: 'person', subjectsOf: seenDossier }),
  send_otp: otpAction('sign'),
  issue: on('issue', issueResult),
  issue_digitally: signAction({ form: 'issue', role: 'organisation', subjectsOf: numberedDossier }),
  hand_over: on('hand_over', handOverResult),
  withdraw: on('withdraw', withdrawDossier),
} satisfies Record<Action | 'sign_digitally' | 'send_otp' | 'issue_digitally', unknown>;

/** A form whose fields are the command's, but for the dossier, the files and the tick that confirms. */
function on<O extends Runnable>(action: Action, operation: O, files?: Files) {
  return formAction(operation, {
    form: onPaper.has(action) ? paperFormOf(action) : action,
    prepare: async (input, event, form) => {
      if (finalActions.has(action) && form.get(confirmField) === null) throw unconfirmed();
      // The names of file fields and of numbers by paper are the page's own.
      const { papers: _papers, kept: _kept, originals: _originals, copies: _copies, ...typed } = input;
      return { ...typed, ...(await files?.(event, form)), dossierId: event.params['id'] };
    },
    done: (_, event) => placeAfter(event, action),
  });
}

/** The dossier of the page in the state that the signer saw. */
function seenDossier({ params }: RequestEvent, _: FormData, typed: Record<string, unknown>) {
  const seq = Number(typed['seq']);
  return [{ subjectId: params['id'] ?? '', params: Number.isInteger(seq) ? { seq } : {} }];
}

/** The same with the number under which it is issued. */
function numberedDossier(event: RequestEvent, form: FormData, typed: Record<string, unknown>) {
  const number = issueResult.input.shape.number.safeParse(typed['number'] ?? '');
  if (!number.success) throw invalidField('number', 'desk.number_missing', number.error.issues[0]?.message ?? '');
  return seenDossier(event, form, typed).map(({ subjectId, params }) => ({
    subjectId,
    params: { ...params, number: number.data },
  }));
}

/** The dossier again; an officer whose reach it has left goes back to the inbox, which says that it was done. */
async function placeAfter({ locals, params }: RequestEvent, action: Action): Promise<string> {
  const seen = await attempt(locals.run(getDossier, { dossierId: params['id'] ?? '' }), ['not_found', 'denied']);
  return seen.value ? `/can-bo/ho-so/${seen.value.id}?xong=${action}` : `/can-bo?xong=${action}`;
}

async function filesOf(event: RequestEvent, form: FormData): Promise<string[]> {
  const [taken] = await takeFiles(form, event, [fileKey]);
  return taken?.fileIds ?? [];
}

async function oneFileOf(event: RequestEvent, form: FormData): Promise<string | null> {
  const [file = null, ...more] = await filesOf(event, form);
  if (more.length === 0) return file;
  const sentence = 'Kết quả là một văn bản: xin chỉ giữ lại một tệp.';
  throw new Failure('invalid', 'desk.one_file_only', { fields: { [`papers.${fileKey}`]: sentence } });
}

/** The papers that came: numbers as typed, files by paper; what did not come is left out. */
async function supplementPapers(event: RequestEvent, form: FormData): Promise<Record<string, unknown>> {
  const keys = supplementKeys(form);
  const files = await takeFiles(form, event, keys);
  const papers = keys.map((key) => ({
    key,
    originals: numberOf(form.get(`originals.${key}`)),
    copies: numberOf(form.get(`copies.${key}`)),
    fileIds: files.find((one) => one.key === key)?.fileIds ?? [],
  }));
  const came = papers.filter((paper) => paper.originals + paper.copies + paper.fileIds.length > 0);
  return { papers: came };
}

function numberOf(typed: FormDataEntryValue | null): number {
  const number = Number(typed ?? 0);
  return Number.isInteger(number) ? Math.max(0, Math.min(50, number)) : 0;
}

function unconfirmed(): Failure {
  const sentence = 'Xin đánh dấu xác nhận trước khi thực hiện: việc này không hoàn tác được.';
  return new Failure('invalid', 'desk.not_confirmed', { fields: { [confirmField]: sentence } });
}
