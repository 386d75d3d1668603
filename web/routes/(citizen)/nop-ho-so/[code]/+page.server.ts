import { getAgency } from '@cuaso/systems/directory/get-agency.ts';
import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import { getMe } from '@cuaso/systems/identity/get-me.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { checkFiling } from '@cuaso/systems/services/check-filing.ts';
import { fileDossier } from '@cuaso/systems/services/file-dossier.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { applicableOf, typedSituation, type TypedValues } from '#lib/filing/typed-answers.ts';
import { attempt } from '#lib/server/attempt.ts';
import { divisionOptions, needsDivisions } from '#lib/server/division-options.ts';
import { formAction, refuse } from '#lib/server/form-action.ts';
import { inputOf, valuesOf } from '#lib/server/form-data.ts';
import type { InputOf } from '#lib/server/platform.ts';
import { takeFiles } from '#lib/server/take-files.ts';
import { withParams } from '#lib/ui/links.ts';
import { isOnline } from '#lib/procedures/procedure.ts';
import { situationOf } from '#lib/procedures/situation.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** First the agency (`?huyen=`, `?co-quan=`), then the form of the procedure. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const procedure = await locals.run(getProcedure, { code: params.code });
  if (!isOnline(procedure)) redirect(303, `/thu-tuc/${encodeURIComponent(procedure.code)}`);
  const me = await locals.run(getMe, {});
  const chosen = url.searchParams.get('co-quan');
  if (!chosen && procedure.agencyId && procedure.levels.every((level) => level === 'province')) {
    redirect(303, withParams(url, { 'co-quan': procedure.agencyId }));
  }
  const agency = chosen
    ? (await attempt(locals.run(getAgency, { agency: chosen }), ['invalid', 'not_found'])).value
    : undefined;
  if (agency?.current) {
    const divisions = needsDivisions(procedure.definition) ? await divisionOptions(locals) : [];
    const begun = typedSituation(procedure.definition, situationOf(url.searchParams));
    return { procedure, me, agency: { id: agency.id, ...agency.current }, divisions, begun, choice: undefined };
  }
  return {
    procedure,
    me,
    agency: undefined,
    divisions: [],
    begun: {},
    choice: await choiceOf(locals, procedure.levels, url),
  };
};

/** The agencies among which the person chooses: districts, and the communes of the chosen district. */
async function choiceOf({ run }: App.Locals, levels: readonly string[], url: URL) {
  const districtId = url.searchParams.get('huyen');
  const below = levels.some((level) => level !== 'province');
  const districts = below ? (await run(listAgencies, { level: 'district', limit: 200 })).rows : [];
  const district = districts.find((one) => one.id === districtId);
  const communes = district
    ? (await run(listAgencies, { level: 'commune', parentId: district.id, limit: 200 })).rows
    : [];
  return { districts, district, communes };
}

/** The filing as the form and the address say it; files are uploaded on the way and stay with the form. */
async function filingOf(form: FormData, event: RequestEvent): Promise<InputOf<typeof fileDossier>> {
  const code = event.params['code'] ?? '';
  const { definition } = await event.locals.run(getProcedure, { code });
  const { questions, papers } = applicableOf(definition, valuesOf(form));
  const typed = inputOf(form);
  const answers = Object.entries((typed['answers'] ?? {}) as Record<string, unknown>).filter(([key]) =>
    questions.has(key),
  );
  return {
    procedureCode: code,
    agencyId: event.url.searchParams.get('co-quan') ?? '',
    applicant: (typed['applicant'] ?? {}) as InputOf<typeof fileDossier>['applicant'],
    papers: await takeFiles(form, event, [...papers]),
    answers: Object.fromEntries(answers),
    ...(typeof typed['subject'] === 'string' && { subject: typed['subject'] }),
  };
}

type Drawn = { form: string; values: TypedValues };

/** The form as it was typed, to be drawn again. */
function drawnAgain(form: FormData): Drawn {
  return { form: '', values: valuesOf(form) };
}

export const actions: Actions = {
  /** Answers have changed what is asked: the form is drawn anew, with everything kept. */
  'cap-nhat': async (event) => {
    const form = await event.request.formData();
    try {
      await filingOf(form, event);
    } catch (thrown) {
      return refuse(thrown, event, form);
    }
    return drawnAgain(form);
  },
  'xem-lai': async (event) => {
    const form = await event.request.formData();
    try {
      const review = await event.locals.run(checkFiling, await filingOf(form, event));
      return { ...drawnAgain(form), review };
    } catch (thrown) {
      return refuse(thrown, event, form);
    }
  },
  gui: formAction(fileDossier, {
    prepare: (_, event, form) => filingOf(form, event),
    done: ({ dossierId, paymentId }) =>
      paymentId === null ? `/ho-so/${dossierId}/da-nop` : `/ho-so/${dossierId}/thanh-toan/${paymentId}`,
  }),
};
