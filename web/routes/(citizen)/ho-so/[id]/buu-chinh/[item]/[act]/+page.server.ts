import { cancelMyPost } from '@cuaso/systems/post/cancel-my-post.ts';
import { correctMyAddress } from '@cuaso/systems/post/correct-my-address.ts';
import { listOfMyDossier } from '@cuaso/systems/post/list-of-my-dossier.ts';
import { reportMyLoss } from '@cuaso/systems/post/report-my-loss.ts';
import { error, type RequestEvent } from '@sveltejs/kit';
import { divisionOptions } from '#lib/server/division-options.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

const acts = ['sua-dia-chi', 'huy', 'bao-mat'] as const;

/** One thing that a person may do with an own item. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const act = acts.find((one) => one === params.act) ?? error(404);
  const { rows } = await locals.run(listOfMyDossier, { dossierId: params.id });
  const item = rows.find((row) => row.id === params.item) ?? error(404);
  return { act, item, divisions: act === 'sua-dia-chi' ? await divisionOptions(locals) : [] };
};

const prepare = (input: Record<string, unknown>, event: RequestEvent) => ({
  ...input,
  itemId: event.params['item'] ?? '',
});
const done =
  (word: (typeof acts)[number]) =>
  ({ dossierId }: { dossierId: string }) =>
    `/ho-so/${dossierId}/buu-chinh?xong=${word}`;

export const actions: Actions = {
  'sua-dia-chi': formAction(correctMyAddress, { prepare, done: done('sua-dia-chi') }),
  huy: formAction(cancelMyPost, { prepare, done: done('huy') }),
  'bao-mat': formAction(reportMyLoss, { prepare, done: done('bao-mat') }),
};
