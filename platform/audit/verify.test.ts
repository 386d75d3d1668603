import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { sealSettled } from '../../test/seal-settled.ts';
import { verifyAudit } from './verify.ts';

let world: World;
let intruder: Database;

beforeEach(async () => {
  world = await openWorld();
  intruder = openDatabase(world.connectionOf('superuser'), { connections: 1 });
  await write(`insert into directory.division (code, valid, name, kind) values
    ('1', '[2020-01-01,)', 'Xã Một', 'commune'), ('2', '[2020-01-01,)', 'Xã Hai', 'commune'), ('3', '[2020-01-01,)', 'Xã Ba', 'commune')`);
  await write(`update directory.division set name = 'Xã Một Mới' where code = '1'`);
  await write(`delete from directory.division where code = '3'`);
  await write(
    `insert into directory.division (code, valid, name, kind) values ('3', '[2021-01-01,)', 'Xã Ba', 'commune')`,
  );
  return async () => {
    await intruder.close();
    await world.close();
  };
});

async function write(text: string): Promise<void> {
  await world.database.pool.query(
    `begin; set local cuaso.operation = 'test.write'; set local timezone = 'Asia/Tokyo'; ${text}; commit`,
  );
}

/** As somebody who owns the whole server, behind the back of every trigger. */
async function tamper(text: string): Promise<void> {
  await intruder.pool.query(`begin; set local session_replication_role = replica; ${text}; commit`);
}

async function kinds(): Promise<string[]> {
  return (await verifyAudit(world.ownerDb)).problems.map(({ kind, entryId, key, batch }) =>
    [kind, entryId ?? batch, key].filter((part) => part !== undefined).join(' '),
  );
}

const entryIds = async () =>
  (await sql<{ id: number }>`select id from audit.entry order by id`.execute(world.ownerDb)).rows.map(({ id }) => id);

describe('an untouched database', () => {
  test('is clean, and counts what is not sealed yet', async () => {
    expect(await verifyAudit(world.ownerDb)).toEqual({ ok: true, entries: 6, batches: 0, unsealed: 6, problems: [] });
    expect(await sealSettled(world.db)).toBe(6);
    expect(await verifyAudit(world.ownerDb)).toEqual({ ok: true, entries: 6, batches: 1, unsealed: 0, problems: [] });
    await write(`update directory.division set name = 'Xã Hai Mới' where code = '2'`);
    expect(await verifyAudit(world.ownerDb)).toMatchObject({ ok: true, entries: 7, unsealed: 1 });
  });

  test('is clean with instants, ranges, secrets and bytes in its rows', async () => {
    await write(`insert into access.permission (name, title, system, system_title) values ('a.b', 'A', 'a', 'A');
      insert into identity.account (id, kind, login, name, password_secret, created_at)
      values (uuidv7(), 'citizen', '082090900001', 'Nguyễn Thị Đào', 'bí mật', '2026-11-23 07:00+07')`);
    expect(await verifyAudit(world.ownerDb)).toMatchObject({ ok: true });
    await tamper(`update identity.account set password_secret = 'khác'`);
    expect((await verifyAudit(world.ownerDb)).problems[0]?.text).toMatch(/khác với nhật ký ở cột password_secret/);
  });
});

describe('the record', () => {
  beforeEach(async () => {
    await sealSettled(world.db);
  });

  test.each([
    'operation = operation || 1',
    "actor = 'system:nobody'",
    "before = '{}'",
    "at = at + interval '1 microsecond'",
  ])('names an entry in which somebody set %s', async (change) => {
    const [, second] = await entryIds();
    await tamper(`update audit.entry set ${change} where id = ${second}`);
    expect(await kinds()).toEqual([`entry_changed ${second} 2/[2020-01-01,)`]);
  });

  test('names an entry that was removed', async () => {
    const removed = (await entryIds())[3];
    await tamper(`delete from audit.entry where id = ${removed}`);
    expect(await kinds()).toContain(`entry_removed ${removed}`);
    expect(await kinds()).toContainEqual(expect.stringMatching(/^row_changed \d+ 1/));
  });

  test('names two entries that were swapped', async () => {
    const [first, second] = await entryIds();
    await tamper(`update audit.entry a set key = b.key, after = b.after from audit.entry b
      where (a.id, b.id) in ((${first}, ${second}), (${second}, ${first}))`);
    expect(await kinds()).toEqual([
      `entry_changed ${first} 2/[2020-01-01,)`,
      `entry_changed ${second} 1/[2020-01-01,)`,
    ]);
  });

  test('names an entry that was added behind the seal', async () => {
    await tamper(`insert into audit.entry (xid, kind, relation, key, operation, actor, request)
      select xid, 'view', relation, key, operation, actor, '' from audit.entry limit 1`);
    expect(await kinds()).toEqual([`entry_added ${(await entryIds()).at(-1)} 1/[2020-01-01,)`]);
  });

  test('names an entry dated into the future so that it would never be sealed', async () => {
    await tamper(`insert into audit.entry (xid, kind, relation, key, operation, actor, request)
      values ('999999999', 'view', 'a.b', '1', 'a.b', 'anonymous', '')`);
    expect(await kinds()).toEqual([`entry_added ${(await entryIds()).at(-1)} 1`]);
  });

  test('names a removed entry that was not sealed yet by the row that it explains', async () => {
    await write(
      `insert into directory.division (code, valid, name, kind) values ('4', '[2020-01-01,)', 'Xã Tư', 'commune')`,
    );
    await tamper('delete from audit.entry where id = (select max(id) from audit.entry)');
    expect(await kinds()).toEqual(['row_added 4/[2020-01-01,)']);
  });
});

describe('the chain', () => {
  beforeEach(async () => {
    await sealSettled(world.db);
    await write(`update directory.division set name = 'Xã Hai Mới' where code = '2'`);
    await sealSettled(world.db);
    await write(`update directory.division set name = 'Xã Hai' where code = '2'`);
    await sealSettled(world.db);
  });

  test.each([
    ["update audit.batch set hash = sha256('x') where number = 2", ['batch_broken 2', 'batch_broken 3']],
    ["update audit.batch set leaves[1] = sha256('x') where number = 2", ['batch_broken 2']],
    ["update audit.batch set root = sha256('x') where number = 3", ['batch_broken 3']],
    ['update audit.batch set ids = ids || 1::bigint where number = 3', ['batch_broken 3']],
    ['delete from audit.batch where number = 2', ['batch_broken 3']],
  ])('%s', async (change, named) => {
    await tamper(change);
    expect(await kinds()).toEqual(expect.arrayContaining(named));
  });

  test('a row and its entry and its batch made anew are told by a head that somebody kept', async () => {
    const head = await sql<{ number: number; hash: string }>`select number, hash from audit.head()`.execute(world.db);
    expect(await verifyAudit(world.ownerDb, head.rows)).toMatchObject({ ok: true });
    await tamper(`update directory.division set name = 'Giả' where code = '2';
      update audit.entry set after = jsonb_set(after, '{name}', '"Giả"') where id = (select max(id) from audit.entry);
      update audit.entry set after = jsonb_set(after, '{search}', '"2 gia"') where id = (select max(id) from audit.entry);
      delete from audit.batch where number = 3`);
    await sealSettled(world.db);
    expect(await verifyAudit(world.ownerDb)).toMatchObject({ ok: true });
    const { problems } = await verifyAudit(world.ownerDb, head.rows);
    expect(problems.map(({ kind, batch }) => `${kind} ${batch}`)).toContain('batch_broken 3');
  });
});

describe('a table', () => {
  test('a changed row is named with its columns', async () => {
    await tamper(`update directory.division set kind = 'ward' where code = '2'`);
    expect((await verifyAudit(world.ownerDb)).problems).toMatchObject([
      {
        kind: 'row_changed',
        relation: 'directory.division',
        key: '2/[2020-01-01,)',
        text: expect.stringContaining('kind'),
      },
    ]);
  });

  test('a removed row is named', async () => {
    await tamper(`delete from directory.division where code = '1'`);
    expect(await kinds()).toEqual([expect.stringMatching(/^row_removed \d+ 1\/\[2020-01-01,\)$/)]);
  });

  test('an added row is named', async () => {
    await tamper(
      `insert into directory.division (code, valid, name, kind) values ('9', '[2020-01-01,)', 'Xã Chín', 'commune')`,
    );
    expect(await kinds()).toEqual(['row_added 9/[2020-01-01,)']);
  });

  test('two swapped rows are both named', async () => {
    await tamper(`update directory.division set code = '0' where code = '1'; update directory.division set code = '1' where code = '2';
      update directory.division set code = '2' where code = '0'`);
    expect(await kinds()).toEqual([
      expect.stringMatching(/^row_changed \d+ 1/),
      expect.stringMatching(/^row_changed \d+ 2/),
    ]);
  });

  test('a disabled trigger is named', async () => {
    await intruder.pool.query('alter table directory.division disable trigger audit_update');
    expect((await verifyAudit(world.ownerDb)).problems).toMatchObject([
      { kind: 'trigger_missing', relation: 'directory.division' },
    ]);
  });

  test('no more than fifty are named', async () => {
    await tamper(`insert into directory.division (code, valid, name, kind)
      select n::text, '[2020-01-01,)', 'Xã', 'commune' from generate_series(100, 999) n`);
    expect((await verifyAudit(world.ownerDb)).problems).toHaveLength(50);
  });
});
