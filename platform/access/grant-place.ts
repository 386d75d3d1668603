import { dayOf } from '@cuaso/kernel/clock.ts';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { Actor, Confidentiality, Reach } from '../identity/actor.ts';
import { allows } from './access.ts';
import { loadOfficial } from './load-actor.ts';

/** Where a position stands, and the agencies at and under its own. */
export type GrantPlace = { positionId: string; unitId: string; agencyId: string; belowIds: string[] };

/** The place of a position, held until the transaction ends so that two changes of its grants come one after the other. */
export async function findGrantPlace(tx: Kysely<DB>, positionId: string, at: Date): Promise<GrantPlace | undefined> {
  await sql`select from directory.position where id = ${positionId} for update`.execute(tx);
  const found = await sql<GrantPlace>`
    with recursive under (agency_id) as (
      select u.agency_id from directory.position p join directory.unit u on u.id = p.unit_id where p.id = ${positionId}
      union
      select v.agency_id from under join directory.agency_version v
        on v.parent_id = under.agency_id and v.valid @> ${dayOf(at)}::date
    )
    select p.id as "positionId", p.unit_id as "unitId", u.agency_id as "agencyId",
      (select array_agg(agency_id::text) from under) as "belowIds"
    from directory.position p join directory.unit u on u.id = p.unit_id where p.id = ${positionId}`.execute(tx);
  return found.rows[0];
}

/** The actor with nothing but what is his own: what is held by delegation cannot be given on. */
export async function withoutDelegations(tx: Kysely<DB>, actor: Actor, at: Date): Promise<Actor> {
  if (actor.kind !== 'official' || !actor.positions.some((position) => position.delegated)) return actor;
  return loadOfficial(tx, actor.officialId, actor.accountId, at, 'own');
}

/** Whether the actor holds, over everything that the grant would reach, what it would give. */
export function mayGive(
  actor: Actor,
  grant: { permission: string; reach: Reach; confidentiality: Confidentiality },
  { agencyId, unitId, belowIds }: GrantPlace,
): boolean {
  const { permission, reach, confidentiality } = grant;
  switch (reach) {
    case 'province':
      return allows(actor, permission, { confidentiality });
    case 'below': {
      const giver = growing(actor, permission);
      return belowIds.every((id) => allows(giver, permission, { agencyId: id, confidentiality }));
    }
    case 'agency':
      return allows(actor, permission, { agencyId, confidentiality });
    case 'unit':
    case 'own':
      return allows(actor, permission, { agencyId, unitId, confidentiality });
  }
}

/** Only what grows with the agencies: a grant for an agency alone gives none for those that will be under it. */
function growing(actor: Actor, permission: string): Actor {
  if (actor.kind !== 'official') return actor;
  const grants = (actor.grants.get(permission) ?? []).filter(({ reach }) => reach === 'below' || reach === 'province');
  return { ...actor, grants: new Map([[permission, grants]]) };
}
