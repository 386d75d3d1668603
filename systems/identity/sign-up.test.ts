import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodPassword, type IdentityWorld, openIdentityWorld, signedIn } from '../../test/identity-world.ts';
import { getMe } from './get-me.ts';
import { signUp } from './sign-up.ts';
import { updateMe } from './update-me.ts';

let world: IdentityWorld;
beforeAll(async () => {
  world = await openIdentityWorld();
});
afterAll(() => world.close());

const citizen = {
  kind: 'citizen' as const,
  number: '082090001234',
  name: 'Võ Thị Lựu',
  phone: '0912 345 678',
  email: 'Luu@Example.VN',
  password: goodPassword,
};
const business = { ...citizen, kind: 'business' as const, number: '0100109106', name: 'Công ty TNHH Vàm Mẫu' };
const tryWith = (input: object) => run(world.platform, signUp, anonymous, input as never);

test('a citizen signs up by personal number and is taken at the word', async () => {
  const { accountId, login } = await tryWith({ ...citizen, name: citizen.name.normalize('NFD') });
  const { actor } = await signedIn(world, login);
  expect(await run(world.platform, getMe, actor, {})).toEqual({
    accountId,
    kind: 'citizen',
    login: '082090001234',
    name: 'Võ Thị Lựu',
    phone: '0912345678',
    email: 'luu@example.vn',
    assurance: 'declared',
    hasPassword: true,
    mustChangePassword: false,
    secondFactors: [],
    secondFactorRequired: false,
    recoveryCodesLeft: 0,
    passkeys: [],
  });
});

test('a business signs up by tax number', async () => {
  await tryWith(business);
  const { actor } = await signedIn(world, '0100109106');
  expect(actor).toMatchObject({ kind: 'person', audience: 'business', number: '0100109106' });
});

test('the same number twice is a conflict, also at the same time', async () => {
  await expect(tryWith({ ...citizen, number: '082.090.001.234' })).rejects.toMatchObject({
    code: 'identity.account_exists',
  });
  const both = await Promise.allSettled([1, 2].map(() => tryWith({ ...citizen, number: '082090007777' })));
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a key that repeats the form keeps nothing of the password', async () => {
  const key = { idempotencyKey: 'form-0001' };
  await run(world.platform, signUp, anonymous, { ...citizen, number: '082090008888' }, key);
  const kept = await sql<{ count: number }>`select count(*)::int as count from operations.idempotency`.execute(
    world.db,
  );
  expect(kept.rows[0]?.count).toBe(0);
});

test.each([
  ['a short password', { password: 'Ngắn9ký' }, 'password'],
  ['a common password', { password: 'Matkhau 123' }, 'password'],
  ['a row of digits', { password: '1234567890' }, 'password'],
  ['one letter', { password: 'aaaaaaaaaaaa' }, 'password'],
  ['the number itself', { password: '082090001239', number: '082090001239' }, 'password'],
  ['the own name', { password: 'vothiluu 99', name: 'Võ Thị Lựu' }, 'password'],
  ['no password', { password: undefined }, 'password'],
  ['a password with a line break', { password: 'Sông Tiền\nchảy mãi' }, 'password'],
  ['a number of another form', { number: '12345' }, 'number'],
  ['a number that is no text', { number: 82090001234 }, 'number'],
  ['a tax number for a citizen', { number: '0100109106' }, 'number'],
  ['a name without letters', { name: '12345' }, 'name'],
  ['a name that is too long', { name: 'A'.repeat(151) }, 'name'],
  ['no telephone', { phone: undefined }, 'phone'],
  ['a wrong telephone', { phone: '113' }, 'phone'],
  ['a wrong address', { email: 'nobody' }, 'email'],
  ['an official', { kind: 'official' }, 'kind'],
])('%s is refused at its field', async (_, change, field) => {
  const tried = tryWith({ ...citizen, number: '082090009999', ...change });
  await expect(tried).rejects.toMatchObject({ kind: 'invalid', details: { fields: { [field]: expect.any(String) } } });
});

test('a field nobody knows is refused, and nothing was written', async () => {
  await expect(tryWith({ ...citizen, number: '082090009999', assurance: 'national_id' })).rejects.toMatchObject({
    kind: 'invalid',
  });
  const found = await sql`select from identity.account where login = '082090009999'`.execute(world.db);
  expect(found.rows).toEqual([]);
});

test('HTML and SQL in a name are text like any other', async () => {
  const name = `<script>alert(1)</script> Robert'); drop table identity.account; --`;
  const { login } = await tryWith({ ...citizen, number: '082090006666', name });
  const { actor } = await signedIn(world, login);
  expect(actor).toMatchObject({ name });
});

test('telephone and address are changed by their owner, one without the other', async () => {
  const { actor } = await signedIn(world, '082090001234');
  await run(world.platform, updateMe, actor, { phone: '+84 987 654 321' });
  expect(await run(world.platform, getMe, actor, {})).toMatchObject({ phone: '0987654321', email: 'luu@example.vn' });
  await run(world.platform, updateMe, actor, { email: '' });
  expect(await run(world.platform, getMe, actor, {})).toMatchObject({ phone: '0987654321', email: '' });
  const wrong = run(world.platform, updateMe, actor, { phone: '1', name: 'X' } as never);
  await expect(wrong).rejects.toMatchObject({ kind: 'invalid' });
  await expect(run(world.platform, updateMe, anonymous, {})).rejects.toMatchObject({ kind: 'signed_out' });
});
