import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountOfCitizen,
  actorOf,
  goodPassword,
  type IdentityWorld,
  openIdentityWorld,
  origin,
  signedIn,
} from '../../test/identity-world.ts';
import { type Changes, softwareAuthenticator } from '../../test/software-authenticator.ts';
import { beginPasskeyRegistration } from './begin-passkey-registration.ts';
import { beginPasskeySignIn } from './begin-passkey-sign-in.ts';
import { finishPasskeyRegistration } from './finish-passkey-registration.ts';
import { finishPasskeySignIn } from './finish-passkey-sign-in.ts';
import { getMe } from './get-me.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { signIn } from './sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';

const number = '082090001234';
const key = softwareAuthenticator(origin);
const name = 'Điện thoại';

let world: IdentityWorld;
let accountId: string;
let token: string;
beforeAll(async () => {
  world = await openIdentityWorld();
  accountId = await accountOfCitizen(world, number);
});
afterAll(() => world.close());

const signInWith = async (changes: Changes = {}, authenticator = key) => {
  const { challengeId, options } = await run(world.platform, beginPasskeySignIn, anonymous, {});
  const answer = authenticator.use(options, changes);
  return run(world.platform, finishPasskeySignIn, anonymous, { challengeId, answer });
};
const register = async (authenticator = key, changes: Changes = {}) => {
  const { actor } = { actor: await actorOf(world, token) };
  const { challengeId, options } = await run(world.platform, beginPasskeyRegistration, actor, {});
  const answer = authenticator.make(options, changes);
  return run(world.platform, finishPasskeyRegistration, actor, { challengeId, answer, name });
};
const refused = { outcome: 'refused', code: 'identity.passkey_refused' };

describe('registering a passkey', () => {
  test.each<[string, Changes]>([
    ['another site', { origin: 'https://dichvucong.example' }],
    ['another host', { host: 'dichvucong.example' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['an owner who was not verified', { verified: false }],
  ])('is refused for %s', async (_, changes) => {
    ({ token } = await signedIn(world, number));
    expect(await register(key, changes)).toMatchObject(refused);
  });

  test('gives the session a new token and recovery codes, and ends the sessions without it', async () => {
    const other = await signedIn(world, number);
    ({ token } = await signedIn(world, number));
    const made = requireAccepted(await register());
    expect(made.recoveryCodes).toHaveLength(10);
    await expect(actorOf(world, token)).rejects.toThrow('the session is over');
    await expect(actorOf(world, other.token)).rejects.toThrow('the session is over');
    token = made.token;
    const me = await run(world.platform, getMe, await actorOf(world, token), {});
    expect(me).toMatchObject({
      secondFactors: ['passkey', 'recovery_code'],
      recoveryCodesLeft: 10,
      passkeys: [{ name }],
    });
  });

  test('the same passkey twice is a conflict', async () => {
    await expect(register()).rejects.toMatchObject({ kind: 'conflict', code: 'identity.passkey_known' });
  });

  test('a challenge is good for its own account only', async () => {
    await accountOfCitizen(world, '082090005678');
    const { actor: stranger } = await signedIn(world, '082090005678');
    const { challengeId, options } = await run(world.platform, beginPasskeyRegistration, stranger, {});
    const answer = softwareAuthenticator(origin).make(options);
    const own = await actorOf(world, token);
    const input = { challengeId, answer, name };
    expect(await run(world.platform, finishPasskeyRegistration, own, input)).toMatchObject(refused);
    expect(await run(world.platform, finishPasskeyRegistration, stranger, input)).toMatchObject(refused);
  });
});

describe('signing in with a passkey', () => {
  test('alone is enough: no password, no second factor', async () => {
    const { token: opened } = requireAccepted(await signInWith());
    expect(await actorOf(world, opened)).toMatchObject({ kind: 'person', accountId });
  });

  test('is the second step after the password, for the same account only', async () => {
    const first = await run(world.platform, signIn, anonymous, { login: number, password: goodPassword });
    expect(first).toMatchObject({ outcome: 'second_factor', methods: ['passkey', 'recovery_code'] });
    const pending = requireAccepted(first).token;
    await expect(actorOf(world, pending)).rejects.toThrow('the session is over');
    const asked = await run(world.platform, beginPasskeySignIn, anonymous, { token: pending });
    expect(asked.options['allowCredentials']).toMatchObject([{ id: key.credentialId }]);
    const input = { challengeId: asked.challengeId, answer: key.use(asked.options) };
    expect(await run(world.platform, finishPasskeySignIn, anonymous, { ...input, token: pending })).toMatchObject({
      outcome: 'signed_in',
    });
  });

  test.each<[string, Changes]>([
    ['another site', { origin: 'https://dichvucong.example' }],
    ['another host', { host: 'dichvucong.example' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['an owner who was not verified', { verified: false }],
    ['a counter that goes back: a copy of the key', { counter: 1 }],
  ])('is refused for %s', async (_, changes) => {
    expect(await signInWith(changes)).toMatchObject(refused);
  });

  test('is refused for a key nobody knows, and for one that says it is another’s', async () => {
    expect(await signInWith({}, softwareAuthenticator(origin))).toMatchObject(refused);
    const { challengeId, options } = await run(world.platform, beginPasskeySignIn, anonymous, {});
    const answer = key.use(options);
    answer.response.userHandle = Buffer.from('00000000-0000-7000-8000-000000000001').toString('base64url');
    expect(await run(world.platform, finishPasskeySignIn, anonymous, { challengeId, answer })).toMatchObject(refused);
  });

  test('an answer is good once, even when it comes twice at the same time, and not after five minutes', async () => {
    const { challengeId, options } = await run(world.platform, beginPasskeySignIn, anonymous, {});
    const answer = key.use(options);
    const both = await Promise.all(
      [1, 2].map(() => run(world.platform, finishPasskeySignIn, anonymous, { challengeId, answer })),
    );
    expect(both.map((one) => one.outcome).toSorted()).toEqual(['refused', 'signed_in']);
    const late = await run(world.platform, beginPasskeySignIn, anonymous, {});
    world.clock.moveBy(5 * 60_000);
    const input = { challengeId: late.challengeId, answer: key.use(late.options) };
    expect(await run(world.platform, finishPasskeySignIn, anonymous, input)).toMatchObject(refused);
  });

  test('wrong passwords do not shut out a passkey', async () => {
    for (let time = 0; time < 6; time += 1) {
      await run(world.platform, signIn, anonymous, { login: number, password: `sai lần ${time}` });
    }
    expect(await signInWith()).toMatchObject({ outcome: 'signed_in' });
  });

  test('a locked account is shut for the passkey too', async () => {
    const lock = (status: string) =>
      world.db.transaction().execute(async (tx) => {
        await sql`select set_config('cuaso.operation', 'test.write', true)`.execute(tx);
        await sql`update identity.account set status = ${status} where id = ${accountId}`.execute(tx);
      });
    await lock('locked');
    expect(await signInWith()).toMatchObject(refused);
    await lock('active');
  });
});

describe('bad input', () => {
  const challengeId = '00000000-0000-7000-8000-000000000001';
  const answer = key.use({ challenge: 'x' });
  test.each([
    ['no answer', { challengeId }],
    ['a text for an answer', { challengeId, answer: 'yes' }],
    ['another type', { challengeId, answer: { ...answer, type: 'password' } }],
    ['no base64', { challengeId, answer: { ...answer, id: '<script>' } }],
    ['too much', { challengeId, answer: { ...answer, id: 'A'.repeat(1401) } }],
    ['no challenge', { challengeId: 'x', answer }],
    ['a wrong pending token', { challengeId, answer, token: 'short' }],
  ])('%s is invalid', async (_, input) => {
    await expect(run(world.platform, finishPasskeySignIn, anonymous, input as never)).rejects.toMatchObject({
      kind: 'invalid',
    });
  });

  test('an unknown challenge and nonsense in the answer are refused, not a fault', async () => {
    expect(await run(world.platform, finishPasskeySignIn, anonymous, { challengeId, answer })).toMatchObject(refused);
    const asked = await run(world.platform, beginPasskeySignIn, anonymous, {});
    const nonsense = { ...key.use(asked.options) };
    nonsense.response = { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: 'AAAA' };
    const input = { challengeId: asked.challengeId, answer: nonsense };
    expect(await run(world.platform, finishPasskeySignIn, anonymous, input)).toMatchObject(refused);
  });
});

test('removing the last passkey needs the password, and takes the recovery codes along', async () => {
  const { actor } = { actor: await actorOf(world, requireAccepted(await signInWith()).token) };
  const me = await run(world.platform, getMe, actor, {});
  const factor = { kind: 'passkey', passkeyId: me.passkeys[0]?.id ?? '' } as const;
  world.clock.moveBy(20 * 60_000);
  const wrong = await run(world.platform, removeSecondFactor, actor, { factor, password: 'không phải' });
  expect(wrong).toMatchObject({ outcome: 'refused', code: 'identity.wrong_password' });
  await run(world.platform, removeSecondFactor, actor, { factor, password: goodPassword });
  expect(await run(world.platform, getMe, actor, {})).toMatchObject({ secondFactors: [], recoveryCodesLeft: 0 });
  const again = run(world.platform, removeSecondFactor, actor, { factor, password: goodPassword });
  await expect(again).rejects.toMatchObject({ kind: 'not_found' });
});
