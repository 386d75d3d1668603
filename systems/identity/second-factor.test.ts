import { type Actor, anonymous } from '@cuaso/platform/identity/actor.ts';
import { totpCodeOf } from '@cuaso/platform/identity/totp.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountOfCitizen,
  accountOfOfficial,
  actorOf,
  goodPassword,
  type IdentityWorld,
  openIdentityWorld,
  platformItself,
  signedIn,
} from '../../test/identity-world.ts';
import { changePolicy } from './change-policy.ts';
import { confirmTotp } from './confirm-totp.ts';
import { enrolTotp } from './enrol-totp.ts';
import { getMe } from './get-me.ts';
import { listAccounts } from './list-accounts.ts';
import { listSessions } from './list-sessions.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { signIn } from './sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';
import { verifyRecoveryCode } from './verify-recovery-code.ts';
import { verifyTotp } from './verify-totp.ts';

const number = '082090001234';
const stepMs = 30_000;

let world: IdentityWorld;
let key = '';
let recoveryCodes: string[] = [];
let actor: Actor;
beforeAll(async () => {
  world = await openIdentityWorld();
  await accountOfCitizen(world, number);
});
afterAll(() => world.close());

/** What the telephone shows, some steps from now. */
const codeNow = (steps = 0, secret = key) => totpCodeOf(secret, new Date(world.clock.now().getTime() + steps * stepMs));
const wrongCode = () => String((Number(codeNow()) + 500_000) % 1_000_000).padStart(6, '0');
const firstStep = async () => {
  const result = requireAccepted(
    await run(world.platform, signIn, anonymous, { login: number, password: goodPassword }),
  );
  expect(result.outcome).toBe('second_factor');
  return result.token;
};
const verify = (token: string, code: string) => run(world.platform, verifyTotp, anonymous, { token, code });
const wrong = { outcome: 'refused', code: 'identity.wrong_code' };

describe('enrolling an authenticator application', () => {
  test('gives a key and an address for the QR code, in force only after its first code', async () => {
    const { token, actor: own } = await signedIn(world, number);
    const begun = await run(world.platform, enrolTotp, own, {});
    expect(begun.address).toMatch(/^otpauth:\/\/totp\/C%E1%BB%ADa%20S%E1%BB%91:082090001234\?.*digits=6&period=30/);
    expect((await run(world.platform, signIn, anonymous, { login: number, password: goodPassword })).outcome).toBe(
      'signed_in',
    );
    key = (await run(world.platform, enrolTotp, own, {})).key;
    expect(key).not.toBe(begun.key);
    expect(await run(world.platform, confirmTotp, own, { code: wrongCode() })).toMatchObject(wrong);
    const enrolled = requireAccepted(await run(world.platform, confirmTotp, own, { code: codeNow() }));
    recoveryCodes = enrolled.recoveryCodes;
    expect(new Set(recoveryCodes).size).toBe(10);
    await expect(actorOf(world, token)).rejects.toThrow('the session is over');
    actor = await actorOf(world, enrolled.token);
  });

  test('leaves no session open that was opened without it', async () => {
    const { items } = await run(world.platform, listSessions, actor, {});
    expect(items).toMatchObject([{ isThisOne: true, withSecondFactor: true }]);
  });

  test('is not possible twice, nor without having begun', async () => {
    await expect(run(world.platform, enrolTotp, actor, {})).rejects.toMatchObject({ code: 'identity.totp_enrolled' });
    const again = run(world.platform, confirmTotp, actor, { code: codeNow() });
    await expect(again).rejects.toMatchObject({ code: 'identity.totp_enrolled' });
    await accountOfCitizen(world, '082090005678');
    const { actor: other } = await signedIn(world, '082090005678');
    const early = run(world.platform, confirmTotp, other, { code: '123456' });
    await expect(early).rejects.toMatchObject({ kind: 'conflict', code: 'identity.totp_not_begun' });
  });

  test('is for people with a session', async () => {
    await expect(run(world.platform, enrolTotp, anonymous, {})).rejects.toMatchObject({ kind: 'signed_out' });
    await expect(run(world.platform, enrolTotp, platformItself, {})).rejects.toMatchObject({
      code: 'identity.needs_session',
    });
  });
});

describe('the second step', () => {
  test('refuses the code that enrolled, and takes the next one', async () => {
    expect(await verify(await firstStep(), codeNow())).toMatchObject(wrong);
    world.clock.moveBy(stepMs);
    expect(await verify(await firstStep(), codeNow())).toMatchObject({ outcome: 'signed_in' });
  });

  test('takes a clock that is one step off and no more', async () => {
    world.clock.moveBy(5 * stepMs);
    expect(await verify(await firstStep(), codeNow(-2))).toMatchObject(wrong);
    expect(await verify(await firstStep(), codeNow(2))).toMatchObject(wrong);
    expect(await verify(await firstStep(), codeNow(-1))).toMatchObject({ outcome: 'signed_in' });
    expect(await verify(await firstStep(), codeNow(1))).toMatchObject({ outcome: 'signed_in' });
    expect(await verify(await firstStep(), codeNow(0))).toMatchObject(wrong);
    world.clock.moveBy(5 * stepMs);
  });

  test('takes one code once, even when it comes twice at the same time', async () => {
    const tokens = [await firstStep(), await firstStep()];
    const both = await Promise.all(tokens.map((token) => verify(token, codeNow())));
    expect(both.map((one) => one.outcome).toSorted()).toEqual(['refused', 'signed_in']);
    world.clock.moveBy(2 * stepMs);
  });

  test('takes one pending sign-in once, and not after five minutes', async () => {
    const token = await firstStep();
    expect(await verify(token, codeNow())).toMatchObject({ outcome: 'signed_in' });
    world.clock.moveBy(2 * stepMs);
    expect(await verify(token, codeNow())).toMatchObject({ code: 'identity.sign_in_expired' });
    const late = await firstStep();
    world.clock.moveBy(5 * 60_000);
    expect(await verify(late, codeNow())).toMatchObject({ code: 'identity.sign_in_expired' });
    expect(await verify('A'.repeat(43), codeNow())).toMatchObject({ code: 'identity.sign_in_expired' });
  });

  test('wrong codes lock out like wrong passwords, and a right password in between does not forget them', async () => {
    for (let time = 0; time < 5; time += 1) expect(await verify(await firstStep(), wrongCode())).toMatchObject(wrong);
    const shut = await run(world.platform, signIn, anonymous, { login: number, password: goodPassword });
    expect(shut).toMatchObject({ outcome: 'refused' });
    world.clock.moveBy(61_000);
    expect(await verify(await firstStep(), codeNow())).toMatchObject({ outcome: 'signed_in' });
  });

  test('a recovery code works once, however it is typed', async () => {
    const [first = '', second = ''] = recoveryCodes;
    const use = async (code: string) =>
      run(world.platform, verifyRecoveryCode, anonymous, { token: await firstStep(), code });
    expect(await use(first.toLowerCase().replaceAll('-', ' '))).toMatchObject({ outcome: 'signed_in' });
    expect(await use(first)).toMatchObject(wrong);
    const renewed = requireAccepted(await run(world.platform, renewRecoveryCodes, actor, { password: goodPassword }));
    expect(await use(second)).toMatchObject(wrong);
    expect(await use(renewed.recoveryCodes[0] ?? '')).toMatchObject({ outcome: 'signed_in' });
    expect(await run(world.platform, getMe, actor, {})).toMatchObject({ recoveryCodesLeft: 9 });
  });

  test.each([
    ['five digits', { token: 'A'.repeat(43), code: '12345' }],
    ['letters', { token: 'A'.repeat(43), code: 'abcdef' }],
    ['a number', { token: 'A'.repeat(43), code: 123456 }],
    ['no token', { code: '123456' }],
    ['half a token', { token: 'A'.repeat(42), code: '123456' }],
  ])('%s is invalid', async (_, input) => {
    await expect(run(world.platform, verifyTotp, anonymous, input as never)).rejects.toMatchObject({ kind: 'invalid' });
  });
});

test('removing it needs the password; then a password is enough again', async () => {
  world.clock.moveBy(20 * 60_000);
  const factor = { kind: 'totp' } as const;
  expect(await run(world.platform, removeSecondFactor, actor, { factor })).toMatchObject({
    code: 'identity.wrong_password',
  });
  await run(world.platform, removeSecondFactor, actor, { factor, password: goodPassword });
  expect((await run(world.platform, signIn, anonymous, { login: number, password: goodPassword })).outcome).toBe(
    'signed_in',
  );
  const again = run(world.platform, removeSecondFactor, actor, { factor, password: goodPassword });
  await expect(again).rejects.toMatchObject({ code: 'identity.second_factor_missing' });
});

describe('when the province asks officials for a second factor', () => {
  test('one without may only enrol one, and then has all grants', async () => {
    const login = await accountOfOfficial(world, 'provincialAdmin');
    const { actor: before } = await signedIn(world, login);
    await expect(run(world.platform, listAccounts, before, {})).resolves.toBeDefined();
    await run(world.platform, changePolicy, before, { requireSecondFactorForOfficials: true });
    const { token, actor: official } = await signedIn(world, login);
    expect(official).toMatchObject({ kind: 'official', grants: new Map() });
    const refusal = { kind: 'denied', code: 'identity.second_factor_first' };
    await expect(run(world.platform, listAccounts, official, {})).rejects.toMatchObject(refusal);
    await expect(run(world.platform, listSessions, official, {})).rejects.toMatchObject(refusal);
    expect(await run(world.platform, getMe, official, {})).toMatchObject({ secondFactorRequired: true });
    const { key: own } = await run(world.platform, enrolTotp, official, {});
    const done = requireAccepted(await run(world.platform, confirmTotp, official, { code: codeNow(0, own) }));
    const free = await actorOf(world, done.token);
    await expect(run(world.platform, listAccounts, free, {})).resolves.toBeDefined();
    await expect(actorOf(world, token)).rejects.toThrow('the session is over');
    const last = run(world.platform, removeSecondFactor, free, { factor: { kind: 'totp' }, password: goodPassword });
    await expect(last).rejects.toMatchObject({ code: 'identity.second_factor_required' });
  });

  test('citizens are not asked', async () => {
    const { actor: citizen } = await signedIn(world, number);
    await expect(run(world.platform, listSessions, citizen, {})).resolves.toBeDefined();
  });
});
