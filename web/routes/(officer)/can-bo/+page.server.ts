import { countInbox } from '@cuaso/systems/onestop/count-inbox.ts';
import { inboxTabs } from '@cuaso/systems/onestop/inbox-tabs.ts';
import { listInbox } from '@cuaso/systems/onestop/list-inbox.ts';
import { firstTab, usefulTabs } from '#lib/desk/inbox-tabs.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;
const sorts = ['due', 'newest', 'oldest'] as const;

/** The officer's inbox: how many lie in each list, and one page of the list that is open. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const tabs = usefulTabs(locals.actor);
  const counts = await locals.run(countInbox, {});
  const tab = inboxTabs.find((one) => one === url.searchParams.get('muc')) ?? firstTab(tabs, counts);
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const sort = sorts.find((one) => one === url.searchParams.get('xep')) ?? 'due';
  const page = Math.min(pageOf(url), 200);
  const offset = (page - 1) * perPage;
  const found = await locals.run(listInbox, { tab, search, sort, limit: perPage, offset });
  return { tabs, counts, tab, search, sort, page, perPage, found, done: url.searchParams.get('xong'), now: new Date() };
};
