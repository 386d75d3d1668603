import { listMyDossiers } from '@cuaso/systems/services/list-my-dossiers.ts';
import { listMyDrafts } from '@cuaso/systems/services/list-my-drafts.ts';
import { listMyTasks } from '@cuaso/systems/services/list-my-tasks.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 20;
const states = ['submitted', 'awaiting_applicant', 'processing', 'result_ready', 'closed'] as const;

/** The own dossiers, as the address asks for them. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const search = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const state = states.find((one) => one === url.searchParams.get('trang-thai'));
  const page = pageOf(url);
  const offset = Math.min((page - 1) * perPage, 10_000);
  const found = await locals.run(listMyDossiers, { search, ...(state && { state }), limit: perPage, offset });
  const { rows: drafts } = await locals.run(listMyDrafts, {});
  const tasks = await locals.run(listMyTasks, {});
  const discarded = url.searchParams.get('xong') === 'bo-nhap';
  const pageCount = Math.ceil(found.total / perPage);
  return { ...found, drafts, tasks, discarded, search, state, page, pageCount, states };
};
