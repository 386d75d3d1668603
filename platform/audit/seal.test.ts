import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { sealAudit } from './seal.ts';
import { sealSettled } from '../../test/seal-settled.ts';
import { verifyAudit } from './verify.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const begin = `begin; set local cuaso.operation = 'test.write'; set local lock_timeout = '1s'`;
const insert = (code: number) => `insert into directory.division (code, valid, name, kind)
  values ('${code}', '[2020-01-01,)', 'Xã ${code}', 'commune')`;

test('a writer that is still at work is sealed later, and nothing that settled around it is lost', async () => {
  const slow = await world.database.pool.connect();
  await slow.query(`${begin}; ${insert(1)}`);
  await world.database.pool.query(`${begin}; ${insert(2)}; commit`);
  expect(await sealAudit(world.db)).toBe(0);
  await slow.query(`${insert(3)}; commit`);
  slow.release();
  expect(await sealSettled(world.db)).toBe(3);
  expect(await verifyAudit(world.ownerDb)).toMatchObject({ ok: true, entries: 3, unsealed: 0 });
});

test('a seal that is not finished makes no writer wait', async () => {
  const sealer = await world.database.pool.connect();
  await sealer.query('begin; select audit.seal()');
  await world.database.pool.query(`${begin}; ${insert(4)}; commit`);
  expect(await sealAudit(world.db)).toBe(0);
  await sealer.query('commit');
  sealer.release();
  expect(await sealSettled(world.db)).toBe(1);
});

test('sealing all the while under writers that come, wait and give up loses nothing', async () => {
  const work = { goesOn: true };
  const write = async (first: number) => {
    for (let code = first; code < first + 60; code += 1) {
      const end = code % 7 === 0 ? 'rollback' : 'commit';
      await world.database.pool.query(
        `${begin}; ${insert(code)}; select pg_sleep(${(code % 5) / 500}); ${insert(code + 5000)}; ${end}`,
      );
    }
  };
  const seal = async () => {
    let sealed = 0;
    while (work.goesOn) sealed += await sealAudit(world.db);
    return sealed;
  };
  const sealing = [seal(), seal()];
  await Promise.all([write(1000), write(2000), write(3000), write(4000)]);
  work.goesOn = false;
  await Promise.all(sealing);
  await sealSettled(world.db);
  const found = await verifyAudit(world.ownerDb);
  expect(found).toMatchObject({ ok: true, unsealed: 0, problems: [] });
  const inBatches = await sql<{ n: number }>`select sum(cardinality(ids))::int as n from audit.batch`.execute(
    world.ownerDb,
  );
  expect(inBatches.rows[0]?.n).toBe(found.entries);
  expect(found.batches).toBeGreaterThan(5);
});

test('a big seal makes batches of at most 4,096 and is verified', async () => {
  await world.database.pool.query(`${begin}; insert into directory.division (code, valid, name, kind)
    select 'x' || n, '[2020-01-01,)', 'Xã', 'commune' from generate_series(1, 20000) n; commit`);
  expect(await sealSettled(world.db)).toBe(20_000);
  const largest = await sql<{ n: number }>`select max(cardinality(ids)) as n from audit.batch`.execute(world.ownerDb);
  expect(largest.rows[0]?.n).toBe(4096);
  expect(await verifyAudit(world.ownerDb)).toMatchObject({ ok: true });
});
