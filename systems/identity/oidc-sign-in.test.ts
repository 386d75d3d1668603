import { anonymous } from '@cuaso/platform/identity/actor.ts';
import { oidcSettingsOf } from '@cuaso/platform/identity/oidc.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accountOfCitizen,
  actorOf,
  asTest,
  goodPassword,
  type IdentityWorld,
  openIdentityWorld,
  origin,
  signedIn,
} from '../../test/identity-world.ts';
import { type NationalIdentity, oidcClient, startNationalIdentity } from '../../test/national-identity.ts';
import { beginOidc } from './begin-oidc.ts';
import { changePassword } from './change-password.ts';
import { completeOidc } from './complete-oidc.ts';
import { getMe } from './get-me.ts';
import { oidcCallbackPath, type OidcSignIn, oidcSignIn } from './oidc-sign-in.ts';
import { requireAccepted } from './sign-in-result.ts';
import { signIn } from './sign-in.ts';

const luu = { sub: 'subject-1', name: 'VÕ THỊ LỰU', personal_number: '082090001234' };
const userAgent = '';

let world: IdentityWorld;
let nationalIdentity: NationalIdentity;
let oidc: OidcSignIn;
beforeAll(async () => {
  world = await openIdentityWorld();
  nationalIdentity = await startNationalIdentity(`${origin}${oidcCallbackPath}`);
  oidc = oidcSignIn(world.platform, settings());
});
afterAll(async () => {
  await nationalIdentity.close();
  await world.close();
});

function settings() {
  const found = oidcSettingsOf({
    CUASO_OIDC_ISSUER: nationalIdentity.issuer,
    CUASO_OIDC_CLIENT_ID: oidcClient.clientId,
    CUASO_OIDC_CLIENT_SECRET: oidcClient.clientSecret,
  });
  if (found === undefined) throw new Error('no settings');
  return found;
}

const begin = async (person: NationalIdentity['people']['next'] = luu) => {
  nationalIdentity.people.next = person;
  const { address, binding } = await oidc.begin('/ho-so');
  return { address, binding, search: await nationalIdentity.visit(address), userAgent };
};
const passThrough = async (person?: NationalIdentity['people']['next']) => oidc.finish(await begin(person));
const sessionCount = async () =>
  (await sql`select from identity.session where ended_at is null`.execute(world.db)).rows.length;

describe('signing in with the national identity', () => {
  test('opens an account for whom nobody knew, with a session that has both factors', async () => {
    const { token, returnTo } = await passThrough();
    expect(returnTo).toBe('/ho-so');
    const me = await run(world.platform, getMe, await actorOf(world, token), {});
    expect(me).toMatchObject({
      login: luu.personal_number,
      name: luu.name,
      assurance: 'national_id',
      hasPassword: false,
    });
  });

  test('finds the same account the second time, and by its own password if it chose one', async () => {
    const first = await passThrough();
    const actor = await actorOf(world, first.token);
    requireAccepted(await run(world.platform, changePassword, actor, { password: goodPassword }));
    const second = await passThrough();
    expect(await actorOf(world, second.token)).toMatchObject({ accountId: 'accountId' in actor && actor.accountId });
    await signedIn(world, luu.personal_number);
  });

  test('takes an account over that somebody opened by own word: that password and that session open nothing any more', async () => {
    const number = '082090005678';
    const accountId = await accountOfCitizen(world, number, 'Kẻ Mạo Danh');
    const impostor = await signedIn(world, number);
    const { token } = await passThrough({ sub: 'subject-2', name: 'Nguyễn Văn Thật', personal_number: number });
    expect(await actorOf(world, token)).toMatchObject({ accountId, name: 'Nguyễn Văn Thật' });
    await expect(actorOf(world, impostor.token)).rejects.toThrow('the session is over');
    const tried = await run(world.platform, signIn, anonymous, { login: number, password: goodPassword });
    expect(tried.outcome).toBe('refused');
  });

  test('leaves the password of an account whose owner had shown a paper', async () => {
    const number = '082090004444';
    const accountId = await accountOfCitizen(world, number);
    await asTest(world.db, (tx) =>
      sql`update identity.account set assurance = 'checked' where id = ${accountId}`.execute(tx),
    );
    await passThrough({ sub: 'subject-3', name: 'Lê Thị Mận', personal_number: number });
    expect((await signedIn(world, number)).actor).toMatchObject({ accountId, name: 'Lê Thị Mận' });
  });

  test('two browsers at once make one account', async () => {
    const person = { sub: 'subject-4', name: 'Trần Văn Đước', personal_number: '082090003333' };
    const backs = [await begin(person), await begin(person)];
    const both = await Promise.all(backs.map((back) => oidc.finish(back)));
    const actors = await Promise.all(both.map(({ token }) => actorOf(world, token)));
    expect(actors[0]).toMatchObject({
      accountId: 'accountId' in (actors[1] ?? {}) && (actors[1] as { accountId: string }).accountId,
    });
  });
});

describe('what is refused', () => {
  test('an answer that comes twice', async () => {
    const back = await begin();
    await oidc.finish(back);
    await expect(oidc.finish(back)).rejects.toMatchObject({ kind: 'denied', code: 'identity.sign_in_expired' });
  });

  test('an answer that comes twice at the same time opens one session', async () => {
    const back = await begin();
    const before = await sessionCount();
    const both = await Promise.allSettled([oidc.finish(back), oidc.finish(back)]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await sessionCount()).toBe(before + 1);
  });

  test('another state, and no state', async () => {
    const back = await begin();
    const other = new URLSearchParams(back.search);
    other.set('state', 'A'.repeat(43));
    for (const search of [`?${other}`, '', '?state=', '?code=x', '?error=server_error']) {
      await expect(oidc.finish({ ...back, search })).rejects.toMatchObject({
        kind: 'denied',
        code: 'identity.sign_in_expired',
      });
    }
  });

  test('another browser than the one that began', async () => {
    const [mine, theirs] = [await begin(), await begin({ ...luu, sub: 'subject-9' })];
    const swapped = oidc.finish({ ...theirs, binding: mine.binding });
    await expect(swapped).rejects.toMatchObject({ code: 'identity.sign_in_expired' });
    await expect(oidc.finish({ ...theirs, binding: '' })).rejects.toMatchObject({ code: 'identity.sign_in_expired' });
  });

  test('a code that was used before, under a fresh state', async () => {
    const used = await begin();
    await oidc.finish(used);
    const fresh = await begin();
    const search = new URLSearchParams(fresh.search);
    search.set('code', new URLSearchParams(used.search).get('code') ?? '');
    await expect(oidc.finish({ ...fresh, search: `?${search}` })).rejects.toMatchObject({
      kind: 'denied',
      code: 'identity.oidc_refused',
    });
  });

  test.each([
    ['another nonce', 'nonce_secret'],
    ['another verifier', 'verifier_secret'],
  ] as const)('%s than was sent', async (_, column) => {
    const back = await begin();
    await asTest(world.db, (tx) =>
      sql`update identity.oidc_login set ${sql.ref(column)} = ${'A'.repeat(43)} where used_at is null`.execute(tx),
    );
    await expect(oidc.finish(back)).rejects.toMatchObject({ kind: 'denied', code: 'identity.oidc_refused' });
  });

  test('an answer of another provider', async () => {
    const back = await begin();
    const search = new URLSearchParams(back.search);
    search.set('iss', 'https://vneid.example');
    await expect(oidc.finish({ ...back, search: `?${search}` })).rejects.toMatchObject({
      code: 'identity.oidc_refused',
    });
  });

  test('coming back after ten minutes', async () => {
    const back = await begin();
    world.clock.moveBy(10 * 60_000);
    await expect(oidc.finish(back)).rejects.toMatchObject({ code: 'identity.sign_in_expired' });
  });

  test('a code that the provider holds for expired', async () => {
    nationalIdentity.seconds.code = 1;
    const back = await begin();
    nationalIdentity.seconds.code = 60;
    await sleep(2100);
    await expect(oidc.finish(back)).rejects.toMatchObject({ kind: 'denied', code: 'identity.oidc_refused' });
  });

  test('a person who turns back', async () => {
    nationalIdentity.people.next = undefined;
    const { address, binding } = await oidc.begin('/');
    const search = await nationalIdentity.visit(address);
    await expect(oidc.finish({ search, binding, userAgent })).rejects.toMatchObject({
      code: 'identity.oidc_cancelled',
    });
  });

  test.each([
    ['no personal number', { sub: 'subject-5', name: 'Nguyễn Văn A' }],
    ['a number of another form', { sub: 'subject-6', name: 'Nguyễn Văn A', personal_number: '12' }],
    ['no name', { sub: 'subject-7', personal_number: '082090002222' }],
  ])('a person with %s', async (_, person) => {
    await expect(passThrough(person)).rejects.toMatchObject({ code: 'identity.oidc_number_missing' });
  });

  test('another subject for an account that is linked, and another number for a subject', async () => {
    const refusal = { kind: 'denied', code: 'identity.oidc_other_account' };
    await expect(passThrough({ ...luu, sub: 'subject-8' })).rejects.toMatchObject(refusal);
    await expect(passThrough({ ...luu, personal_number: '082090001111' })).rejects.toMatchObject(refusal);
  });

  test('a locked account', async () => {
    const lock = (status: string) =>
      asTest(world.db, (tx) =>
        sql`update identity.account set status = ${status} where login = ${luu.personal_number}`.execute(tx),
      );
    await lock('locked');
    await expect(passThrough()).rejects.toMatchObject({ code: 'identity.oidc_account_refused' });
    await lock('active');
  });

  test('people and strangers at the inner operations', async () => {
    await expect(run(world.platform, beginOidc, anonymous, { returnTo: '/' })).rejects.toMatchObject({
      kind: 'denied',
    });
    const { actor } = await signedIn(world, '082090004444');
    const input = { issuer: 'x', subject: 'y', name: 'Nguyễn Văn A', personalNumber: luu.personal_number };
    await expect(run(world.platform, completeOidc, actor, input)).rejects.toMatchObject({ kind: 'denied' });
  });
});

test('the way back stays on this site', async () => {
  nationalIdentity.people.next = luu;
  for (const returnTo of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/a\nb',
  ]) {
    const { address, binding } = await oidc.begin(returnTo);
    const finished = await oidc.finish({ search: await nationalIdentity.visit(address), binding, userAgent });
    expect(finished.returnTo).toBe('/');
  }
});

test('a provider that does not answer is unavailable, and is asked again the next time', async () => {
  const gone = oidcSignIn(world.platform, { ...settings(), issuer: 'http://127.0.0.1:9' });
  for (let time = 0; time < 2; time += 1) {
    await expect(gone.begin('/')).rejects.toMatchObject({ kind: 'unavailable', code: 'identity.oidc_unavailable' });
  }
});

describe('the settings', () => {
  const all = { CUASO_OIDC_CLIENT_ID: 'a', CUASO_OIDC_CLIENT_SECRET: 'b' };
  test('left out mean that it is off', () => expect(oidcSettingsOf({})).toBeUndefined());
  test('must be complete, and encrypted unless it is this machine', () => {
    expect(() => oidcSettingsOf({ CUASO_OIDC_ISSUER: 'https://vneid.example' })).toThrow(/CLIENT_ID/);
    expect(() => oidcSettingsOf({ ...all, CUASO_OIDC_ISSUER: 'http://vneid.example' })).toThrow(/https/);
    expect(oidcSettingsOf({ ...all, CUASO_OIDC_ISSUER: 'https://vneid.example' })).toMatchObject({
      numberClaim: 'personal_number',
    });
  });
});
