import { listQuestionDrafts } from '@cuaso/systems/finding/list-question-drafts.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 30;
const states = ['draft', 'published', 'changed'] as const;

/** The common questions that officers write, by words and state. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('tim')?.trim().slice(0, 200) ?? '';
  const state = states.find((one) => one === url.searchParams.get('tinh-trang'));
  const page = Math.min(pageOf(url), 300);
  const found = await locals.run(listQuestionDrafts, {
    q,
    ...(state && { state }),
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return { q, state, page, pageCount: Math.ceil(found.total / perPage), found };
};
