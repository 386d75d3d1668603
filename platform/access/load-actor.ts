import { dayOf } from '@cuaso/kernel/clock.ts';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { Confidentiality, HeldGrant, HeldPosition, Official, Reach } from '../identity/actor.ts';

type Loaded = { name: string; positions: HeldPosition[] | null; grants: StoredGrant[] | null };
type StoredGrant = {
  permission: string;
  reach: Reach;
  confidentiality: Confidentiality;
  unitId: string;
  agencyId: string;
  below: string[] | null;
};

/**
 * The official as an actor at this instant: positions held and delegated, their grants with the reach resolved. One
 * statement, and never from a cache, so that a revocation counts from the next request on. `own` leaves delegations out.
 */
export async function loadOfficial(
  db: Kysely<DB>,
  officialId: string,
  accountId: string,
  at: Date,
  positions: 'all' | 'own' = 'all',
): Promise<Official> {
  const today = dayOf(at);
  const found = await sql<Loaded>`
    with recursive held as (
      select p.id, p.unit_id, u.agency_id, p.title, p.duty, false as delegated
      from directory.appointment a
      join directory.position p on p.id = a.position_id and p.valid @> ${today}::date
      join directory.unit u on u.id = p.unit_id
      where a.official_id = ${officialId} and a.valid @> ${today}::date
      union all
      select p.id, p.unit_id, u.agency_id, p.title, p.duty, true
      from access.delegation d
      join directory.position p on p.id = d.position_id and p.valid @> ${today}::date
      join directory.unit u on u.id = p.unit_id
      where d.official_id = ${officialId} and ${positions} = 'all' and d.valid @> ${at}::timestamptz and (d.revoked_at is null or d.revoked_at > ${at}::timestamptz)
        and exists (select from directory.appointment a
          where a.position_id = d.position_id and a.official_id = d.holder_id and a.valid @> ${today}::date)
        and exists (select from directory.appointment a
          where a.official_id = d.official_id and a.valid @> ${today}::date)
    ), granted as (
      select distinct g.permission, g.reach, g.confidentiality, h.unit_id, h.agency_id
      from held h join access.grant g on g.position_id = h.id and g.valid @> ${today}::date
    ), under (root, agency_id) as (
      select distinct agency_id, agency_id from granted where reach = 'below'
      union
      select under.root, v.agency_id
      from under join directory.agency_version v on v.parent_id = under.agency_id and v.valid @> ${today}::date
    ), reached as (
      select root, array_agg(agency_id order by agency_id) as agency_ids from under group by root
    )
    select o.name,
      (select jsonb_agg(jsonb_build_object('positionId', id, 'unitId', unit_id, 'agencyId', agency_id, 'title', title,
        'duty', duty, 'delegated', delegated) order by delegated, title, id) from held) as positions,
      (select jsonb_agg(jsonb_build_object('permission', g.permission, 'reach', g.reach, 'confidentiality', g.confidentiality,
        'unitId', g.unit_id, 'agencyId', g.agency_id, 'below', case when g.reach = 'below' then r.agency_ids end))
        from granted g left join reached r on r.root = g.agency_id) as grants
    from directory.official o where o.id = ${officialId}`.execute(db);
  const row = found.rows[0];
  const grants = Map.groupBy(row?.grants ?? [], (grant) => grant.permission);
  return {
    kind: 'official',
    accountId,
    officialId,
    name: row?.name ?? '',
    positions: row?.positions ?? [],
    grants: new Map([...grants].map(([permission, stored]) => [permission, stored.map(heldGrantOf)])),
  };
}

function heldGrantOf({ reach, confidentiality, unitId, agencyId, below }: StoredGrant): HeldGrant {
  switch (reach) {
    case 'own':
    case 'province':
      return { reach, confidentiality, agencyIds: [], unitIds: [] };
    case 'unit':
      return { reach, confidentiality, agencyIds: [], unitIds: [unitId] };
    case 'agency':
      return { reach, confidentiality, agencyIds: [agencyId], unitIds: [] };
    case 'below':
      return { reach, confidentiality, agencyIds: below ?? [agencyId], unitIds: [] };
  }
}
