import { dayOf } from '@cuaso/kernel/clock.ts';
import { listQuestions } from '@cuaso/systems/finding/list-questions.ts';
import { questionsOf } from '@cuaso/systems/procedures/checklist.ts';
import { getProcedure } from '@cuaso/systems/procedures/get-procedure.ts';
import { getSatisfaction } from '@cuaso/systems/ratings/get-satisfaction.ts';
import { listPublishedWords } from '@cuaso/systems/ratings/list-published-words.ts';
import { listVersions } from '@cuaso/systems/procedures/list-versions.ts';
import { parseTypedDate } from '#lib/typed-date.ts';
import type { PageServerLoad } from './$types.js';

/** A procedure as it is in force, or as it was on the day `?ngay=`. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const on = parseTypedDate(url.searchParams.get('ngay') ?? '');
  const [procedure, versions, questions, satisfaction, said] = await Promise.all([
    locals.run(getProcedure, { code: params.code, ...(on && { on }) }),
    locals.run(listVersions, { code: params.code }),
    locals.run(listQuestions, { procedureCode: params.code.slice(0, 40), limit: 20 }),
    locals.run(getSatisfaction, { by: 'procedure', key: params.code.slice(0, 60) }),
    locals.run(listPublishedWords, { procedureCode: params.code.slice(0, 40), limit: 5 }),
  ]);
  const asks = procedure.inForce ? questionsOf(procedure.definition).length : 0;
  const spoken = { satisfaction, said: said.rows };
  return {
    procedure,
    versions: versions.rows,
    questions: questions.rows,
    asks,
    ...spoken,
    on,
    today: dayOf(new Date()),
  };
};
