import { endGrant } from '@cuaso/systems/access/end-grant.ts';
import { giveGrant } from '@cuaso/systems/access/give-grant.ts';
import { listGrants } from '@cuaso/systems/access/list-grants.ts';
import { listPermissions } from '@cuaso/systems/access/list-permissions.ts';
import { listOfficials } from '@cuaso/systems/directory/list-officials.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;

/** The grants of an official's positions, or of a permission. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const search = url.searchParams.get('tim')?.trim().slice(0, 200) ?? '';
  const permission = /^[a-z_]+\.[a-z_]+$/.exec(url.searchParams.get('quyen') ?? '')?.[0];
  const wanted = /^[0-9a-f-]{36}$/.exec(url.searchParams.get('can-bo') ?? '')?.[0];
  const people = search ? (await locals.run(listOfficials, { search, limit: 20 })).rows : [];
  const officialId = wanted ?? (people.length === 1 ? people[0]?.id : undefined);
  const official = people.find((one) => one.id === officialId);
  const page = Math.min(pageOf(url), 1000);
  const filter = { ...(officialId && { officialId }), ...(permission && { permission }) };
  const asked = officialId || permission;
  const part = { limit: perPage, offset: (page - 1) * perPage };
  const grants = asked ? await locals.run(listGrants, { ...filter, ...part }) : { total: 0, rows: [] };
  const { rows: permissions, titles } = await locals.run(listPermissions, {});
  return {
    search,
    permission,
    people,
    officialId,
    official,
    grants,
    permissions,
    titles,
    page,
    perPage,
    done: url.searchParams.get('xong'),
  };
};

export const actions: Actions = {
  cap: formAction(giveGrant, { form: 'cap', done: (_, event) => back(event, 'cap') }),
  'thu-hoi': formAction(endGrant, { form: 'thu-hoi', done: (_, event) => back(event, 'thu-hoi') }),
};

function back({ url }: RequestEvent, word: string): string {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'xong'));
  kept.set('xong', word);
  return `/quan-tri/quyen/vi-tri?${kept}`;
}
