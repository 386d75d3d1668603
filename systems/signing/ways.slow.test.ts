import { run } from '@cuaso/platform/operations/run.ts';
import { mobileProvider } from '@cuaso/platform/signing/mobile/mobile-provider.ts';
import { remoteProvider } from '@cuaso/platform/signing/remote/remote-provider.ts';
import { openModule } from '@cuaso/platform/signing/token/token-module.ts';
import { openTokenSigner } from '@cuaso/platform/signing/token/token-signer.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePki, type Pki } from '../../test/pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../../test/pki/pki-server.ts';
import { giveMeans, readyToSign, trustPki } from '../../test/signing-cast.ts';
import { type CscService, startCscService } from '../../test/signing-services/csc-service.ts';
import { type MssService, startMssService } from '../../test/signing-services/mss-service.ts';
import { openSigningWorld, type SigningPerson, type SigningWorld } from '../../test/signing-world.ts';
import { makeSoftToken, type SoftToken } from '../../test/soft-token.ts';
import { getSession } from './get-session.ts';
import { openSession } from './open-session.ts';
import { requestOtp } from './request-otp.ts';

const msisdn = '84912345678';
const [pin, otp] = ['1234', '567890'];
let world: SigningWorld;
let pki: Pki;
let server: PkiServer;
let token: SoftToken;
let csc: CscService;
let mss: MssService;
let leader: SigningPerson;
let ids: { hsm: string; remote: string; sim: string };

beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
  const { leader: own, agency: other, otherSubject: third } = pki.holders;
  token = await makeSoftToken([{ label: 'lanh-dao', ...own }]);
  csc = await startCscService({
    credentials: [{ credentialId: 'c-1', keyPem: other.keyPem, certificatePems: [other.certificatePem], pin, otp }],
    clientId: 'cuaso',
    clientSecret: 'bi-mat-thu-nghiem',
  });
  mss = await startMssService({ phones: [{ msisdn, keyPem: third.keyPem, pin }] });
  const { url: baseUrl, clientId, clientSecret } = csc;
  world = await openSigningWorld({
    timeStampUrls: [server.tsaUrl],
    moduleSigner: (_, certificateDer) =>
      openTokenSigner({ module: openModule(token.module), tokenLabel: token.label, pin: token.pin, certificateDer }),
    remote: remoteProvider({ baseUrl, clientId, clientSecret }, () => new Date()),
    mobile: mobileProvider({ url: mss.url, apId: mss.apId, apPassword: mss.apPassword }),
  });
  await trustPki(world, pki, server);
  leader = await world.person(await world.official(world.agencies.commune, 'leader'));
  const holder = { pki, holderKind: 'official' as const, holderId: leader.actor.officialId };
  ids = {
    hsm: await giveMeans(world, { ...holder, name: 'leader', device: 'hsm', keyName: 'lanh-dao' }),
    remote: await giveMeans(world, { ...holder, name: 'agency', device: 'remote', keyName: 'c-1' }),
    sim: await giveMeans(world, { ...holder, name: 'otherSubject', device: 'sim', keyName: msisdn }),
  };
}, 90_000);
afterEach(() => {
  csc.behaviour.signatures = 'right';
  csc.behaviour.failing = {};
  mss.behaviour.answer = 'right';
  mss.behaviour.code = undefined;
});
afterAll(async () => {
  await world.close();
  await Promise.all([csc.close(), mss.close(), server.stop()]);
  token.remove();
  pki.remove();
});

/** The provider sends a code to the owner before it takes one. */
async function codeSent(): Promise<void> {
  const before = csc.calls.get('credentials/getChallenge') ?? 0;
  await run(world.platform, requestOtp, leader.actor, { certificateId: ids.remote });
  await world.workUntil(async () => (csc.calls.get('credentials/getChallenge') ?? 0) > before);
}

async function begin(
  certificateId: string,
  count: number,
  given: { pin?: string; otp?: string } = {},
): Promise<string> {
  const subjects = [];
  for (let i = 0; i < count; i += 1) {
    subjects.push({ subjectId: (await readyToSign(world, world.agencies.commune)).dossierId });
  }
  const input = { certificateId, purpose: 'onestop.result', subjects, code: leader.nextCode(), ...given };
  const opened = await run(world.platform, openSession, leader.actor, input);
  if (opened.outcome !== 'opened') throw new Error(opened.code);
  return opened.sessionId;
}

const session = (sessionId: string) => run(world.platform, getSession, leader.actor, { sessionId });

async function over(sessionId: string) {
  await world.workUntil(async () => (await session(sessionId)).state !== 'open', 40_000);
  const { items } = await session(sessionId);
  return items.map(({ state, refusal }) => (refusal === '' ? state : `${state}: ${refusal}`));
}

describe('the key in the server’s module', () => {
  test('signs a batch', async () => {
    expect(await over(await begin(ids.hsm, 3))).toEqual(['signed', 'signed', 'signed']);
  });
});

describe('remote signing', () => {
  test('signs a batch with one PIN and one code, which are erased', async () => {
    await codeSent();
    const sessionId = await begin(ids.remote, 3, { pin, otp });
    expect(await over(sessionId)).toEqual(['signed', 'signed', 'signed']);
    const kept = await sql<{ secret: Buffer | null }>`select activation_secret as secret from signing.session
      where id = ${sessionId}`.execute(world.db);
    expect(kept.rows[0]?.secret).toBeNull();
  });

  test('with a wrong PIN signs nothing and says so', async () => {
    expect(await over(await begin(ids.remote, 1, { pin: '9999', otp }))).toEqual([
      'failed: Mã PIN hoặc mã xác nhận không đúng.',
    ]);
  });

  test.each(['of_another_hash', 'one_missing', 'one_too_many'] as const)(
    'signatures %s are not taken',
    async (what) => {
      csc.behaviour.signatures = what;
      await codeSent();
      const states = await over(await begin(ids.remote, 2, { pin, otp }));
      expect(states.filter((one) => one === 'signed').length).toBeLessThan(2);
      expect(states.some((one) => one.startsWith('failed'))).toBe(true);
    },
  );
});

describe('signing by telephone', () => {
  const shownOnPhone = async () => {
    await world.workUntil(async () => mss.pending(msisdn).length > 0, 20_000);
    return mss.pending(msisdn)[0];
  };

  test('shows the same four digits on page and telephone, one document after the other', async () => {
    const sessionId = await begin(ids.sim, 2);
    for (let i = 0; i < 2; i += 1) {
      const shown = await shownOnPhone();
      const codes = (await session(sessionId)).items.map(({ checkCode }) => checkCode);
      expect(codes.some((code) => JSON.stringify(shown).includes(code))).toBe(true);
      mss.confirm(shown?.transaction ?? '', pin);
      await world.workUntil(
        async () =>
          (await session(sessionId)).items.filter(({ state }) => state !== 'waiting' && state !== 'sent').length > i,
      );
    }
    expect(await over(sessionId)).toEqual(['signed', 'signed']);
  });

  test('cancelled on the telephone signs nothing', async () => {
    const sessionId = await begin(ids.sim, 1);
    mss.cancel((await shownOnPhone())?.transaction ?? '');
    expect(await over(sessionId)).toEqual(['failed: Đã bấm hủy, không ký.']);
  });

  test.each(['of_another_hash', 'of_another_transaction', 'older'] as const)(
    'an answer %s is not taken',
    async (answer) => {
      const sessionId = await begin(ids.sim, 1);
      mss.behaviour.answer = answer;
      mss.confirm((await shownOnPhone())?.transaction ?? '', pin);
      const [state] = await over(sessionId);
      expect(state).toMatch(/^failed: /);
    },
  );
});
