import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import type { HeldGrant, Official } from '../identity/actor.ts';
import { visible } from './access.ts';

const id = (kind: string, n: number) => `00000000-0000-7000-8000-${kind}${String(n).padStart(11, '0')}`;
const columns = {
  agency: 'd.agency_id',
  unit: 'd.unit_id',
  official: 'd.official_id',
  confidentiality: 'd.confidentiality',
};

// 100 agencies with a hundred dossiers each.
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test.write', true)`.execute(tx);
    await sql`insert into directory.agency (id, code, level, kind)
      select ('00000000-0000-7000-8000-a' || lpad(n::text, 11, '0'))::uuid, '000.' || lpad((n / 100)::text, 2, '0') || '.' || lpad((n % 100)::text, 2, '0')
        || '.H58', 'commune', 'commune_committee' from generate_series(1, 100) n`.execute(tx);
    await sql`insert into directory.unit (id, agency_id, code, kind)
      select ('00000000-0000-7000-8000-b' || right(id::text, 11))::uuid, id, 'MC', 'one_stop' from directory.agency`.execute(
      tx,
    );
    await sql`insert into cases.definition (id, content, content_hash) values (${id('d', 1)}, '{}', 'x')`.execute(tx);
    await sql`insert into cases.dossier (id, code, code_secret, seq, folded, definition_id, procedure_code, procedure_name, field_code, level,
        agency_id, channel, state, unit_id, applicant_name, submitted_at, due_at)
      select uuidv7(), a.code || '-260310-' || lpad(n::text, 4, '0'), 's', 1, '{}', ${id('d', 1)}, '1', 'Thủ tục', 'G01', 'commune', a.id,
        'counter', 'processing', ('00000000-0000-7000-8000-b' || right(a.id::text, 11))::uuid, 'Người nộp', now(), now() + n * interval '1 hour'
      from directory.agency a, generate_series(1, 100) n`.execute(tx);
  });
  await sql`analyze cases.dossier`.execute(world.ownerDb);
});
afterAll(() => world.close());

function officer(...grants: HeldGrant[]): Official {
  const held = new Map([['onestop.view', grants]]);
  return { kind: 'official', accountId: id('e', 1), officialId: id('e', 1), name: '', positions: [], grants: held };
}
const within = (reach: HeldGrant['reach'], agencies: number, units = 0): HeldGrant => ({
  reach,
  confidentiality: 'normal',
  agencyIds: Array.from({ length: agencies }, (_, index) => id('a', index + 1)),
  unitIds: Array.from({ length: units }, (_, index) => id('b', index + 1)),
});

async function planOf(actor: Official): Promise<{ scans: string[]; rows: number }> {
  const found = await sql<{ 'QUERY PLAN': string }>`explain (analyze, timing off, costs off, summary off)
    select d.id from cases.dossier d where ${visible(actor, 'onestop.view', columns)} and d.state = 'processing'
    order by d.due_at, d.id limit 50`.execute(world.db);
  const lines = found.rows.map((row) => row['QUERY PLAN']);
  const scans = lines.filter((line) => line.includes(' Scan')).map((line) => line.trim().replace(/ *\(.*$/, ''));
  return { scans, rows: Number(/rows=(\d+)/.exec(lines.find((line) => line.includes('Scan')) ?? '')?.[1]) };
}

test.each([
  ['own work', officer(within('own', 0)), 0],
  ['a unit', officer(within('unit', 0, 1)), 100],
  ['an agency', officer(within('agency', 1)), 100],
  ['a unit and its agency', officer(within('unit', 0, 1), within('agency', 1)), 100],
  ['a district', officer(within('below', 12)), 1200],
])('the list of an officer of %s reads by an index no more than what is in reach', async (_, actor, most) => {
  const { scans, rows } = await planOf(actor);
  expect(scans.join('\n')).toContain('dossier_by_');
  expect(scans.join('\n')).not.toContain('Seq Scan');
  expect(rows).toBeLessThanOrEqual(most);
});

test('the list of who reaches all is read in its order and stops after the page', async () => {
  const { scans, rows } = await planOf(officer(within('province', 0)));
  expect(scans.join('\n')).toContain('dossier_by_state');
  expect(rows).toBe(50);
});
