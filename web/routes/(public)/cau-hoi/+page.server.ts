import { listQuestions } from '@cuaso/systems/finding/list-questions.ts';
import { topics } from '@cuaso/systems/finding/question-content.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** Common questions by words and topic. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('q')?.trim().slice(0, 200) ?? '';
  const topic = topics.find((one) => one === url.searchParams.get('ve'));
  const page = Math.min(pageOf(url), 200);
  const found = await locals.run(listQuestions, {
    q,
    ...(topic && { topic }),
    limit: perPage,
    offset: (page - 1) * perPage,
  });
  return { q, topic, page, pageCount: Math.ceil(found.total / perPage), found };
};
