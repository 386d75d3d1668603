import { addDays, dayOf } from '@cuaso/kernel/clock.ts';
import { delegate } from '@cuaso/systems/access/delegate.ts';
import { listDelegations } from '@cuaso/systems/access/list-delegations.ts';
import { revokeDelegation } from '@cuaso/systems/access/revoke-delegation.ts';
import { listOfficials } from '@cuaso/systems/directory/list-officials.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Delegations that this officer gave or got, and what the form for a new one needs. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals;
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const positions = actor.kind === 'official' ? actor.positions.filter((position) => !position.delegated) : [];
  const [first] = positions;
  const given = await locals.run(listDelegations, { show: 'all', limit: 100 });
  const own = actor.kind === 'official' ? actor.officialId : '';
  const colleagues = first
    ? await locals.run(listOfficials, { agencyId: first.agencyId, search, limit: 200 })
    : undefined;
  const today = dayOf(new Date());
  return {
    own,
    search,
    positions: positions.map(({ positionId, title }) => ({ positionId, title })),
    delegations: given.rows,
    colleagues: (colleagues?.rows ?? []).filter((one) => one.id !== own),
    total: colleagues?.total ?? 0,
    today,
    nextWeek: addDays(today, 7),
    done: url.searchParams.get('xong'),
  };
};

export const actions: Actions = {
  'uy-quyen': formAction(delegate, { form: 'uy-quyen', done: () => '/can-bo/uy-quyen?xong=uy-quyen' }),
  'thu-hoi': formAction(revokeDelegation, { form: 'thu-hoi', done: () => '/can-bo/uy-quyen?xong=thu-hoi' }),
};
