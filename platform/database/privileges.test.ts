import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await sql`create schema sample`.execute(world.ownerDb);
  await sql`create table sample.thing (id bigint generated always as identity primary key, name text not null)`.execute(
    world.ownerDb,
  );
});
afterAll(() => world.close());

const asApp = (text: string) => sql.raw(text).execute(world.db);

describe('the application’s role', () => {
  test('reads and writes rows of a new table without a grant by hand', async () => {
    await world.database.pool.query(`
      begin; set local cuaso.operation = 'test.write';
      insert into sample.thing (name) values ('a'); update sample.thing set name = 'b'; commit`);
    expect((await asApp('select name from sample.thing')).rows).toEqual([{ name: 'b' }]);
  });

  test.each([
    'truncate sample.thing',
    'drop table sample.thing',
    'alter table sample.thing disable trigger all',
    'create table sample.other (id int primary key)',
    'create temporary table other (id int)',
    'create schema other',
    'create table public.other (id int primary key)',
    'select * from audit.entry',
    "insert into database.migration values ('x', 'y')",
    'set session_replication_role = replica',
    'set role cuaso_owner',
    "copy sample.thing to program 'true'",
  ])('may not %s', async (statement) => {
    await expect(asApp(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

test('accents, case and decomposed letters make no difference to a search', async () => {
  const names = ['Nguyễn Thị Đào', 'Nguyễn Thị Đào'.normalize('NFD'), 'NGUYEN THI DAO'];
  for (const name of names) {
    const found = await sql<{ plain: string }>`select database.without_diacritics(${name}) as plain`.execute(world.db);
    expect(found.rows[0]?.plain).toBe('nguyen thi dao');
  }
});

test('Vietnamese names sort in Vietnamese order without a word about it', async () => {
  const found = await sql<{ name: string }>`
    select name from unnest(array['Ớt', 'Đá', 'Ân', 'Da', 'Ăn', 'An', 'Ôn', 'On', 'Dz']) as x (name) order by name`.execute(
    world.db,
  );
  expect(found.rows.map((row) => row.name)).toEqual(['An', 'Ăn', 'Ân', 'Da', 'Dz', 'Đá', 'On', 'Ôn', 'Ớt']);
});

test('a whole number that a JavaScript number cannot hold is an error, not a rounded value', async () => {
  expect((await asApp('select 9007199254740991::bigint as n')).rows).toEqual([{ n: 9007199254740991 }]);
  await expect(asApp('select 9007199254740993::bigint as n')).rejects.toThrow(/9007199254740993/);
});

test('a day stays the day that was written, an instant is a Date, a fraction stays exact', async () => {
  const found = await asApp(
    `select '2026-02-17'::date as day, '2026-02-17T00:00+07'::timestamptz as at, 0.10::numeric as part`,
  );
  expect(found.rows).toEqual([{ day: '2026-02-17', at: new Date('2026-02-16T17:00:00Z'), part: '0.10' }]);
});
