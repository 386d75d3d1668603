import { isFailure } from '@cuaso/kernel/errors.ts';
import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { signResults } from '@cuaso/systems/onestop/sign-results.ts';
import { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { formAction } from '#lib/server/form-action.ts';
import { findOpenSession } from '#lib/server/open-signing.ts';
import type { Run } from '#lib/server/platform.ts';
import { otpAction, signAction } from '#lib/server/sign-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

const most = 100;
/** A ticked dossier: its id and the state that the leader saw. */
const picked = /^([0-9a-f-]{36})\.(\d{1,6})$/;
type Pick = { dossierId: string; seq: number };

/** What was ticked, with the drafts, to be looked at once more before all are signed. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const chosen = picksOf(url.searchParams.getAll('ho-so'));
  const dossiers = await Promise.all(chosen.map((pick) => findPicked(locals.run, pick)));
  const means = await locals.run(getMyMeans, {});
  const open = await findOpenSession(locals);
  return { dossiers: dossiers.filter((dossier) => dossier !== undefined), means, open };
};

export const actions: Actions = {
  'ky-so': signAction({
    form: 'ky-so',
    role: 'person',
    subjectsOf: (_, form) => picksIn(form).map(({ dossierId, seq }) => ({ subjectId: dossierId, params: { seq } })),
  }),
  'gui-ma': otpAction('ky-so'),
  'tren-giay': formAction(signResults, {
    form: 'tren-giay',
    prepare: (_, __, form) => ({ dossiers: picksIn(form) }),
    done: ({ signed, refused, results }) =>
      refused === 0 ? `/can-bo/ky?da-ky=${signed}` : { signed, refused, results },
  }),
};

async function findPicked(run: Run, { dossierId, seq }: Pick) {
  try {
    const dossier = await run(getDossier, { dossierId });
    const { id, code, procedureName, applicant, draft, actions: open, signingSession } = dossier;
    const ready = open.includes('sign') && dossier.seq === seq && signingSession === null;
    return { id, code, procedureName, applicant: applicant.name, draft, seq, ready };
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'not_found') return undefined;
    throw thrown;
  }
}

function picksIn(form: FormData): Pick[] {
  return picksOf(form.getAll('ho-so').map(String));
}

function picksOf(values: readonly string[]): Pick[] {
  const picks = values.flatMap((value) => {
    const [, dossierId = '', seq = ''] = picked.exec(value) ?? [];
    return dossierId ? [{ dossierId, seq: Number(seq) }] : [];
  });
  return [...new Map(picks.map((pick) => [pick.dossierId, pick])).values()].slice(0, most);
}
