import { isFailure } from '@cuaso/kernel/errors.ts';
import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { signResults } from '@cuaso/systems/onestop/sign-results.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

const most = 100;
/** A ticked dossier: its id and the state that the leader saw. */
const picked = /^([0-9a-f-]{36})\.(\d{1,6})$/;

/** What was ticked, with the drafts, to be looked at once more before all are signed. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const chosen = picksOf(url.searchParams.getAll('ho-so'));
  const dossiers = await Promise.all(
    chosen.map(async ({ dossierId, seq }) => {
      try {
        const {
          id,
          code,
          procedureName,
          applicant,
          draft,
          actions,
          seq: now,
        } = await locals.run(getDossier, { dossierId });
        return {
          id,
          code,
          procedureName,
          applicant: applicant.name,
          draft,
          seq,
          ready: actions.includes('sign') && now === seq,
        };
      } catch (thrown) {
        if (isFailure(thrown) && thrown.kind === 'not_found') return undefined;
        throw thrown;
      }
    }),
  );
  return { dossiers: dossiers.filter((dossier) => dossier !== undefined) };
};

export const actions: Actions = {
  default: formAction(signResults, {
    prepare: (_, __, form) => ({ dossiers: picksOf(form.getAll('ho-so').map(String)) }),
    done: ({ signed, refused, results }) =>
      refused === 0 ? `/can-bo/ky?da-ky=${signed}` : { signed, refused, results },
  }),
};

function picksOf(values: readonly string[]): { dossierId: string; seq: number }[] {
  const picks = values.flatMap((value) => {
    const [, dossierId = '', seq = ''] = picked.exec(value) ?? [];
    return dossierId ? [{ dossierId, seq: Number(seq) }] : [];
  });
  return [...new Map(picks.map((pick) => [pick.dossierId, pick])).values()].slice(0, most);
}
