import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import type { Actor, HeldGrant, Official } from '@cuaso/platform/identity/actor.ts';
import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { duties } from '@cuaso/platform/directory/province.ts';
import { sql } from 'kysely';
import type { Role } from './access-matrix.ts';
import type { SmallProvince } from './province.ts';

const everywhere: HeldGrant = { reach: 'province', confidentiality: 'restricted', agencyIds: [], unitIds: [] };

/** An official with the grants that a duty has in the database, wherever somebody holds it. */
async function officialWith(province: SmallProvince, duty: string): Promise<Official> {
  const found = await sql<{ id: string }>`select a.official_id as id from directory.appointment a
    join directory.position p on p.id = a.position_id where p.duty = ${duty} order by p.id limit 1`.execute(
    province.db,
  );
  const id = found.rows[0]?.id;
  if (id === undefined) throw new Error(`nobody is ${duty}`);
  return loadOfficial(province.db, id, id, province.platform.clock.now());
}

/** Somebody of each kind, from the stranger to the administrator, with the grants that the systems give. */
export async function everyRole(province: SmallProvince): Promise<Role[]> {
  const officials = [];
  for (const duty of duties) officials.push({ name: duty, actor: await officialWith(province, duty) });
  const [handler] = officials;
  const citizen = province.citizen();
  const idle: Actor = {
    kind: 'official',
    accountId: 'idle',
    officialId: 'idle',
    name: '',
    positions: [],
    grants: new Map(),
  };
  const first = { id: 's', only: { operations: ['identity.change-password'], code: 'identity.change_password_first' } };
  return [
    { name: 'anonymous', actor: anonymous },
    { name: 'citizen', actor: citizen },
    { name: 'business', actor: { ...citizen, audience: 'business', number: '1200100557' } },
    ...officials,
    { name: 'no_position', actor: idle },
    { name: 'password_first', actor: { ...(handler?.actor ?? idle), session: first } as Actor },
    { name: 'client', actor: { kind: 'client', clientId: 'c', name: '', scopes: [] } },
    { name: 'client_scoped', actor: allScopes(province) },
  ];
}

/** A machine with every scope that there is. */
export function allScopes(province: SmallProvince): Actor {
  return {
    kind: 'client',
    clientId: '019308f1-7d4e-7c3a-9b1e-2f6d8a4c5b71',
    name: '',
    scopes: [...province.registry.permissions.keys()],
  };
}

/** A real official who holds every permission for the whole province: nothing stops him but the rules themselves. */
export async function almighty(province: SmallProvince): Promise<Official> {
  const official = await officialWith(province, 'leader');
  return {
    ...official,
    grants: new Map([...province.registry.permissions.keys()].map((name) => [name, [everywhere]])),
  };
}
