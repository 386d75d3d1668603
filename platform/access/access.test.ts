import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { type Actor, anonymous, confidentialities, type HeldGrant, type Official } from '../identity/actor.ts';
import { allows, cleared, requireAccess, type Target, visible } from './access.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const agencies = [1, 2, 3].map(id);
const units = [11, 12, 13].map(id);
const officials = [21, 22].map(id);
const permission = 'thing.view';

const reach = fc.constantFrom('own', 'unit', 'agency', 'below', 'province');
const grant: fc.Arbitrary<HeldGrant> = fc.record({
  reach,
  confidentiality: fc.constantFrom(...confidentialities),
  agencyIds: fc.subarray(agencies),
  unitIds: fc.subarray(units),
});
const official: fc.Arbitrary<Official> = fc
  .record({ grants: fc.array(grant, { maxLength: 4 }), officialId: fc.constantFrom(...officials), other: fc.boolean() })
  .map(({ grants, officialId, other }) => ({
    kind: 'official',
    accountId: id(99),
    officialId,
    name: 'Người Thử',
    positions: [],
    grants: new Map([[other ? 'thing.other' : permission, grants]]),
  }));
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 12, arbitrary: official },
  fc.constantFrom<Actor>(
    anonymous,
    { kind: 'system', name: 'test' },
    { kind: 'client', clientId: id(1), name: 'Máy', scopes: [permission] },
    { kind: 'client', clientId: id(1), name: 'Máy', scopes: ['thing.other'] },
    { kind: 'person', accountId: officials[0] ?? '', name: 'Dân', number: '082090900001', audience: 'citizen' },
  ),
);

// Every place that a thing can lie in, also nowhere, in every degree.
const targets: (Target & { id: number })[] = [...agencies, null]
  .flatMap((agencyId) => [...units, null].map((unitId) => ({ agencyId, unitId })))
  .flatMap((place) => [...officials, null].map((officialId) => ({ ...place, officialId })))
  .flatMap((place) => confidentialities.map((confidentiality) => ({ ...place, confidentiality })))
  .map((target, index) => ({ ...target, id: index }));

const columns = {
  agency: 't.agency_id',
  unit: 't.unit_id',
  official: 't.official_id',
  confidentiality: 't.confidentiality',
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await sql`create schema sample`.execute(world.ownerDb);
  await sql`create table sample.target (id int primary key, agency_id uuid, unit_id uuid, official_id uuid, confidentiality text not null)`.execute(
    world.ownerDb,
  );
  await world.ownerDb.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test.write', true)`.execute(tx);
    await sql`insert into sample.target select id, "agencyId", "unitId", "officialId", confidentiality
      from jsonb_to_recordset(${JSON.stringify(targets)}::jsonb)
        as x(id int, "agencyId" uuid, "unitId" uuid, "officialId" uuid, confidentiality text)`.execute(tx);
  });
});
afterAll(() => world.close());

async function listed(who: Actor, of: Parameters<typeof visible>[2] = columns): Promise<number[]> {
  const found = await sql<{ id: number }>`
    select id from sample.target t where ${visible(who, permission, of)} order by id`.execute(world.db);
  return found.rows.map((row) => row.id);
}

describe('one rule for one thing and for lists', () => {
  test('whoever asks for whatever grants: the list shows exactly what is allowed one by one', async () => {
    await fc.assert(
      fc.asyncProperty(actor, async (who) => {
        const allowed = targets.filter((target) => allows(who, permission, target)).map((target) => target.id);
        expect(await listed(who)).toEqual(allowed);
      }),
      { numRuns: 400 },
    );
  });

  test('a list without units and owners shows no more than is allowed of things without them', async () => {
    await fc.assert(
      fc.asyncProperty(official, async (who) => {
        const plain = targets.filter(
          (t) => t.unitId === null && t.officialId === null && t.confidentiality === 'normal',
        );
        const allowed = plain.filter((target) => allows(who, permission, target)).map((target) => target.id);
        const shown = new Set(await listed(who, { agency: 't.agency_id' }));
        expect(plain.map((target) => target.id).filter((one) => shown.has(one))).toEqual(allowed);
      }),
      { numRuns: 100 },
    );
  });

  test('the comparison is not empty: it tells a rule that forgets confidentiality, and one that forgets the unit', async () => {
    const grants = new Map([[permission, [grantOf('unit', 'personal')]]]);
    const who: Official = { kind: 'official', accountId: id(99), officialId: id(21), name: '', positions: [], grants };
    const allowed = targets.filter((target) => allows(who, permission, target)).map((target) => target.id);
    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed.length).toBeLessThan(targets.length);
    expect(await listed(who)).toEqual(allowed);
    const { agency, unit } = columns;
    expect(await listed(who, { agency, unit })).not.toEqual(allowed);
    expect(await listed(who, { agency, unit: 't.agency_id', confidentiality: columns.confidentiality })).not.toEqual(
      allowed,
    );
  });

  test('more grants never show less', async () => {
    await fc.assert(
      fc.asyncProperty(official, grant, async (who, more) => {
        const wider = { ...who, grants: new Map([[permission, [...(who.grants.get(permission) ?? []), more]]]) };
        const shown = new Set(await listed(wider));
        expect((await listed(who)).every((one) => shown.has(one))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a refusal', () => {
  const seer = (permissions: string[]): Official => ({
    kind: 'official',
    accountId: id(99),
    officialId: id(21),
    name: '',
    positions: [],
    grants: new Map(permissions.map((name) => [name, [grantOf('agency', 'normal')]])),
  });
  const target = { agencyId: agencies[0] ?? null };
  const far = { agencyId: agencies[2] ?? null };

  test('tells who may see the thing that he may not do this, and nobody else that it exists', () => {
    const ask = (who: Actor, of: Target) => () => requireAccess(who, 'thing.change', of, 'thing.view');
    expect(ask(seer(['thing.view', 'thing.change']), target)).not.toThrow();
    expect(ask(seer(['thing.view']), target)).toThrow(expect.objectContaining({ kind: 'denied' }));
    expect(ask(seer(['thing.view']), far)).toThrow(expect.objectContaining({ kind: 'not_found' }));
    expect(ask(anonymous, target)).toThrow(expect.objectContaining({ kind: 'signed_out' }));
  });

  test('of fields leaves them empty and keeps the rest', () => {
    const record = { name: 'Trần Thị Thử', number: '082090900001' };
    expect(cleared(seer(['thing.view']), 'thing.view', target, record, ['number'])).toEqual(record);
    expect(cleared(seer(['thing.view']), 'thing.view', far, record, ['number'])).toEqual({ ...record, number: null });
  });
});

function grantOf(of: HeldGrant['reach'], confidentiality: HeldGrant['confidentiality']): HeldGrant {
  return { reach: of, confidentiality, agencyIds: agencies.slice(0, 1), unitIds: units.slice(0, 1) };
}
