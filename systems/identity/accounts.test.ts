import { type Actor, anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountOfCitizen,
  accountOfOfficial,
  actorOf,
  asTest,
  goodPassword,
  type IdentityWorld,
  openIdentityWorld,
  signedIn,
} from '../../test/identity-world.ts';
import { changePassword } from './change-password.ts';
import { changePolicy } from './change-policy.ts';
import { closeAccount } from './close-account.ts';
import { getMe } from './get-me.ts';
import { getPolicy } from './get-policy.ts';
import { listAccounts } from './list-accounts.ts';
import { listSessions } from './list-sessions.ts';
import { lockAccount } from './lock-account.ts';
import { openOfficialAccount } from './open-official-account.ts';
import { resetPassword } from './reset-password.ts';
import { signIn } from './sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';
import { unlockAccount } from './unlock-account.ts';

const number = '082090001234';

let world: IdentityWorld;
let province: Actor;
let department: Actor;
let citizenId: string;
beforeAll(async () => {
  world = await openIdentityWorld();
  citizenId = await accountOfCitizen(world, number);
  province = (await signedIn(world, await accountOfOfficial(world, 'provincialAdmin'))).actor;
  department = (await signedIn(world, await accountOfOfficial(world, 'departmentAdmin'))).actor;
});
afterAll(() => world.close());

const tryWith = (login: string, password = goodPassword) => run(world.platform, signIn, anonymous, { login, password });
const idOf = async (login: string) => {
  const found = await sql<{
    id: string;
  }>`select id from identity.account where login = ${login} and status <> 'closed'`.execute(world.db);
  return found.rows[0]?.id ?? '';
};

describe('opening an official’s account', () => {
  test('gives a code with which the official chooses a password', async () => {
    const opened = await run(world.platform, openOfficialAccount, department, { officialId: world.officials.handler });
    expect((await tryWith('TG00004')).outcome).toBe('refused');
    const code = opened.code ?? '';
    await run(world.platform, resetPassword, anonymous, { login: opened.login, code, password: goodPassword });
    const { actor } = await signedIn(world, 'tg00004');
    expect(actor).toMatchObject({ kind: 'official', officialId: world.officials.handler, name: 'Phạm Văn Ổi' });
  });

  test('or with a first password, which must be changed before anything else', async () => {
    const password = 'Mật khẩu tạm lần đầu';
    await run(world.platform, openOfficialAccount, department, { officialId: world.officials.clerk, password });
    const { token } = requireAccepted(await tryWith('TG00003', password));
    const clerk = await actorOf(world, token);
    const refusal = { kind: 'denied', code: 'identity.change_password_first' };
    await expect(run(world.platform, listSessions, clerk, {})).rejects.toMatchObject(refusal);
    expect(await run(world.platform, getMe, clerk, {})).toMatchObject({ mustChangePassword: true });
    const changed = await run(world.platform, changePassword, clerk, { current: password, password: goodPassword });
    const free = await actorOf(world, requireAccepted(changed).token);
    await expect(run(world.platform, listSessions, free, {})).resolves.toBeDefined();
  });

  test('happens once, and only within the agencies one manages', async () => {
    const again = run(world.platform, openOfficialAccount, department, { officialId: world.officials.handler });
    await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'identity.account_exists' });
    const above = run(world.platform, openOfficialAccount, department, { officialId: world.officials.provincialAdmin });
    await expect(above).rejects.toMatchObject({ kind: 'not_found' });
    const nobody = { officialId: '00000000-0000-7000-8000-0000000000ff' };
    await expect(run(world.platform, openOfficialAccount, province, nobody)).rejects.toMatchObject({
      kind: 'not_found',
    });
    const { actor: handler } = await signedIn(world, 'TG00004');
    await expect(run(world.platform, openOfficialAccount, handler, nobody)).rejects.toMatchObject({ kind: 'denied' });
    await expect(run(world.platform, openOfficialAccount, anonymous, nobody)).rejects.toMatchObject({
      kind: 'signed_out',
    });
    await expect(run(world.platform, openOfficialAccount, province, { officialId: 7 } as never)).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});

describe('the list of accounts', () => {
  const loginsOf = async (actor: Actor, input: object = {}) =>
    (await run(world.platform, listAccounts, actor, input)).items.map((item) => item.login);

  test('shows who manages an agency its officials, and the province everybody', async () => {
    expect(await loginsOf(department)).toEqual(['TG00002', 'TG00003', 'TG00004']);
    expect(await loginsOf(province)).toEqual([number, 'TG00001', 'TG00002', 'TG00003', 'TG00004']);
  });

  test('finds without tones, by kind and by state, and is recorded as seen', async () => {
    expect(await loginsOf(province, { search: 'pham VAN oi' })).toEqual(['TG00004']);
    expect(await loginsOf(province, { search: '%' })).toEqual([]);
    expect(await loginsOf(province, { kind: 'citizen' })).toEqual([number]);
    expect(await loginsOf(province, { status: 'closed' })).toEqual([]);
    const seen = await sql`select from audit.entry where kind = 'view' and operation = 'identity.list-accounts'
      and key = ${citizenId}`.execute(world.ownerDb);
    expect(seen.rows.length).toBeGreaterThan(0);
  });

  test('comes in pages that follow one another', async () => {
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page: { items: { login: string }[]; next: string | null } = await run(
        world.platform,
        listAccounts,
        province,
        {
          limit: 2,
          ...(after && { after }),
        },
      );
      all.push(...page.items.map((item) => item.login));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(all).toEqual([number, 'TG00001', 'TG00002', 'TG00003', 'TG00004']);
  });

  test.each([
    [{ limit: 0 }],
    [{ limit: 201 }],
    [{ kind: 'robot' }],
    [{ after: "' or 1=1" }],
    [{ search: 'a'.repeat(201) }],
  ])('%j is invalid', async (input) => {
    await expect(run(world.platform, listAccounts, province, input as never)).rejects.toMatchObject({
      kind: 'invalid',
    });
  });
});

describe('locking and closing', () => {
  test('a locked account has no session and gets none until it is unlocked', async () => {
    const { token } = await signedIn(world, 'TG00004');
    const accountId = await idOf('TG00004');
    await run(world.platform, lockAccount, department, { accountId });
    await expect(actorOf(world, token)).rejects.toThrow('the session is over');
    expect((await tryWith('TG00004')).outcome).toBe('refused');
    await run(world.platform, unlockAccount, department, { accountId });
    expect((await tryWith('TG00004')).outcome).toBe('signed_in');
  });

  test('unlocking forgets failed sign-ins', async () => {
    for (let time = 0; time < 5; time += 1) await tryWith(number, `sai lần ${time}`);
    expect((await tryWith(number)).outcome).toBe('refused');
    await run(world.platform, unlockAccount, province, { accountId: citizenId });
    expect((await tryWith(number)).outcome).toBe('signed_in');
  });

  test('only who manages the agency may, nobody himself, and a stranger learns nothing', async () => {
    const above = run(world.platform, lockAccount, department, { accountId: await idOf('TG00001') });
    await expect(above).rejects.toMatchObject({ kind: 'not_found' });
    const citizen = run(world.platform, closeAccount, department, { accountId: citizenId });
    await expect(citizen).rejects.toMatchObject({ kind: 'not_found' });
    const oneself = run(world.platform, lockAccount, department, { accountId: await idOf('TG00002') });
    await expect(oneself).rejects.toMatchObject({ kind: 'conflict', code: 'identity.own_account' });
    const unknown = run(world.platform, closeAccount, province, { accountId: '00000000-0000-7000-8000-0000000000ff' });
    await expect(unknown).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('of an official with a second position elsewhere, every agency must be covered', async () => {
    const positionId = '00000000-0000-7000-8000-0000000000aa';
    await asTest(world.db, async (tx) => {
      await sql`insert into directory.position (id, unit_id, title, duty)
        select ${positionId}, unit_id, 'Kiêm nhiệm', 'handler' from directory.position where title = 'administrator'
        order by id limit 1`.execute(tx);
      await sql`insert into directory.appointment (position_id, valid, official_id)
        values (${positionId}, daterange('2020-01-01', null), ${world.officials.handler})`.execute(tx);
    });
    const accountId = await idOf('TG00004');
    await expect(run(world.platform, lockAccount, department, { accountId })).rejects.toMatchObject({
      kind: 'not_found',
    });
    await run(world.platform, lockAccount, province, { accountId });
    await run(world.platform, unlockAccount, province, { accountId });
  });

  test('a closed account stays closed, and its number may have a new one', async () => {
    const { token } = await signedIn(world, number);
    await run(world.platform, closeAccount, province, { accountId: citizenId });
    await expect(actorOf(world, token)).rejects.toThrow('the session is over');
    expect((await tryWith(number)).outcome).toBe('refused');
    const again = run(world.platform, unlockAccount, province, { accountId: citizenId });
    await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'identity.account_closed' });
    expect(await accountOfCitizen(world, number)).not.toBe(citizenId);
    expect((await tryWith(number)).outcome).toBe('signed_in');
  });
});

describe('the policy', () => {
  test('is changed by the province only; everybody may know it', async () => {
    const input = { requireSecondFactorForOfficials: true };
    await expect(run(world.platform, changePolicy, department, input)).rejects.toMatchObject({ kind: 'denied' });
    await run(world.platform, changePolicy, province, input);
    await run(world.platform, changePolicy, province, input);
    expect(await run(world.platform, getPolicy, province, {})).toEqual(input);
    const wrong = run(world.platform, changePolicy, province, { requireSecondFactorForOfficials: 'yes' } as never);
    await expect(wrong).rejects.toMatchObject({ kind: 'invalid' });
  });
});
