import { findApplicant } from '@cuaso/systems/onestop/find-applicant.ts';
import { takeInDossier } from '@cuaso/systems/onestop/take-in-dossier.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { feesOf } from '#lib/desk/usual-papers.ts';
import { receivingAgencies } from '#lib/desk/receiving-agencies.ts';
import { attempt } from '#lib/server/attempt.ts';
import { divisionOptions, needsDivisions } from '#lib/server/division-options.ts';
import { formAction } from '#lib/server/form-action.ts';
import { intakeInput } from '#lib/server/intake-input.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The counter, second: who files, and what was handed in. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const typed = url.searchParams.get('nguoi')?.trim().slice(0, 150) ?? '';
  const procedure = await locals.run(getProcedure, { code: params.code });
  const divisions = needsDivisions(procedure.definition) ? await divisionOptions(locals) : [];
  const known = typed ? await attempt(locals.run(findApplicant, { search: typed })) : undefined;
  const rows = known?.value?.rows ?? [];
  const chosen =
    rows.find((row) => row.id === url.searchParams.get('chon')) ?? (rows.length === 1 ? rows[0] : undefined);
  const channel =
    procedure.definition.channels.find((one) => one.channel === 'counter') ?? procedure.definition.channels[0];
  return {
    procedure,
    divisions,
    typed,
    known: rows,
    refusal: known?.refusal?.message,
    chosen,
    fees: feesOf(procedure.definition, channel?.channel ?? 'counter'),
    limitText: procedure.limits.find((limit) => limit.channel === channel?.channel)?.text ?? '',
    agencies: await receivingAgencies(locals.run, locals.actor),
  };
};

export const actions: Actions = {
  default: formAction(takeInDossier, {
    prepare: intakeInput,
    done: ({ dossierId }) => `/can-bo/tiep-nhan/xong/${dossierId}`,
  }),
};
