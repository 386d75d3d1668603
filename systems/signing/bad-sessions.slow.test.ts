import { sign as signBytes } from 'node:crypto';
import { Failure } from '@cuaso/kernel/errors.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type HolderName, makePki, type Pki } from '../../test/pki/make-pki.ts';
import { type PkiServer, startPkiServer } from '../../test/pki/pki-server.ts';
import { giveMeans, type Means, readyToSign, trustPki } from '../../test/signing-cast.ts';
import { openSigningWorld, type SigningPerson, type SigningWorld } from '../../test/signing-world.ts';
import { sendBackDossier } from '../onestop/send-back-dossier.ts';
import { cancelSession } from './cancel-session.ts';
import { expireSessions } from './expire-sessions.ts';
import { getSession } from './get-session.ts';
import { giveSignature } from './give-signature.ts';
import { openSession } from './open-session.ts';
import { raiseDocument } from './raise-documents.ts';
import { recordCustody } from './record-custody.ts';
import { takeWork } from './take-work.ts';

let world: SigningWorld;
let pki: Pki;
let server: PkiServer;
let leader: SigningPerson;
let clerk: SigningPerson;
const ids = {} as Record<HolderName, string>;
const admin = { kind: 'system', name: 'test' } as const;

beforeAll(async () => {
  pki = await makePki();
  server = await startPkiServer(pki);
  world = await openSigningWorld({ timeStampUrls: [server.tsaUrl] });
  await trustPki(world, pki, server);
  const { commune } = world.agencies;
  leader = await world.person(await world.official(commune, 'leader'));
  clerk = await world.person(await world.official(commune, 'records_clerk'));
  const give = (name: HolderName, more: Partial<Means> = {}) =>
    giveMeans(world, { pki, name, holderKind: 'official', holderId: leader.actor.officialId, ...more });
  for (const name of ['leader', 'expired', 'notYet', 'revoked', 'stranger', 'wrongPurpose'] as const)
    ids[name] = await give(name);
  ids.otherSubject = await give('otherSubject', { device: 'usb_token' });
  ids.agency = await give('agency', { holderKind: 'agency', holderId: commune });
}, 90_000);
afterEach(() => {
  for (const service of ['tsa', 'crl', 'ocsp'] as const) server.trouble(service, 'none');
});
afterAll(async () => {
  await world.close();
  await server.stop();
  pki.remove();
});

const ready = () => readyToSign(world, world.agencies.commune);

async function open(name: HolderName, dossierIds: readonly string[], who = leader, code = who.nextCode()) {
  const subjects = dossierIds.map((subjectId) => ({ subjectId }));
  const role = name === 'agency' ? ('organisation' as const) : ('person' as const);
  const certificateId = ids[name];
  return run(world.platform, openSession, who.actor, {
    certificateId,
    purpose: 'onestop.result',
    role,
    subjects,
    code,
  });
}

async function opened(name: HolderName, dossierIds: readonly string[]): Promise<string> {
  const answer = await open(name, dossierIds);
  if (answer.outcome !== 'opened') throw new Error(answer.code);
  return answer.sessionId;
}

const session = (sessionId: string) => run(world.platform, getSession, leader.actor, { sessionId });

async function ended(sessionId: string) {
  await world.workUntil(async () => (await session(sessionId)).state !== 'open');
  return session(sessionId);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return 'done';
}

async function signedEvents(dossierId: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::int as count from cases.event
    where dossier_id = ${dossierId} and kind = 'result_signed'`.execute(world.db);
  return found.rows[0]?.count ?? 0;
}

async function failureOf(sessionId: string): Promise<string | undefined> {
  const found = await sql<{
    refusal: string;
  }>`select refusal from signing.item where session_id = ${sessionId}`.execute(world.db);
  return found.rows[0]?.refusal;
}

describe('before a session', () => {
  test('a wrong code and a code that was used are refused and counted', async () => {
    const { dossierId } = await ready();
    const code = leader.nextCode();
    expect(await open('leader', [dossierId], leader, '000000')).toMatchObject({
      outcome: 'refused',
      code: 'signing.wrong_code',
    });
    const first = await open('otherSubject', [dossierId], leader, code);
    expect(first.outcome).toBe('opened');
    expect(await open('leader', [dossierId], leader, code)).toMatchObject({
      outcome: 'refused',
      code: 'signing.wrong_code',
    });
    if (first.outcome === 'opened')
      await run(world.platform, cancelSession, leader.actor, { sessionId: first.sessionId });
  });

  test.each<[HolderName, string]>([
    ['expired', 'signing.certificate_expired'],
    ['notYet', 'signing.certificate_not_yet_valid'],
  ])('a certificate that is %s opens no session', async (name, code) => {
    expect(await codeOf(open(name, [(await ready()).dossierId]))).toBe(code);
  });

  test('another one’s certificate and a seal without the right to it open none', async () => {
    const { dossierId } = await ready();
    expect(await codeOf(open('leader', [dossierId], clerk))).toBe('signing.certificate_not_yours');
    expect(await codeOf(open('agency', [dossierId], leader))).toBe('signing.certificate_not_yours');
  });

  test('a locked device signs nothing until it is unlocked', async () => {
    const { dossierId } = await ready();
    const custody = (act: 'locked' | 'unlocked') =>
      run(world.platform, recordCustody, admin, { certificateId: ids.leader, act });
    await custody('locked');
    expect(await codeOf(open('leader', [dossierId]))).toBe('signing.certificate_locked');
    await custody('unlocked');
    expect((await ended(await opened('leader', [dossierId]))).items[0]?.state).toBe('signed');
  });
});

describe('what would not check is never marked signed', () => {
  test.each<HolderName>(['revoked', 'stranger', 'wrongPurpose'])('the certificate of %s', async (name) => {
    const { dossierId } = await ready();
    const sessionId = await opened(name, [dossierId]);
    const over = await ended(sessionId);
    expect([over.items[0]?.state, await failureOf(sessionId)]).toEqual(['failed', 'signing.would_not_check']);
    expect(await signedEvents(dossierId)).toBe(0);
  });

  test('a dossier that was sent back meanwhile', async () => {
    const { dossierId } = await ready();
    const sessionId = await opened('otherSubject', [dossierId]);
    await run(world.platform, sendBackDossier, leader.actor, { dossierId, stepKey: 'handle', reason: 'Xem lại.' });
    await giveAll(sessionId);
    const over = await ended(sessionId);
    expect([over.items[0]?.state, await signedEvents(dossierId)]).toEqual(['failed', 0]);
  });

  test('the same dossier in a second session', async () => {
    const { dossierId } = await ready();
    const sessionId = await opened('otherSubject', [dossierId]);
    const second = await open('leader', [dossierId]);
    expect(second).toMatchObject({ outcome: 'opened', waiting: 0, failed: 1 });
    await run(world.platform, cancelSession, leader.actor, { sessionId });
    expect((await session(sessionId)).items[0]?.state).toBe('cancelled');
  });
});

/** What an agent with this key would answer to all that waits. */
async function answersTo(sessionId: string, name: HolderName) {
  const found = await sql<{ itemId: string; attributes: Buffer }>`select id as "itemId", attributes from signing.item
    where session_id = ${sessionId} order by ordinal`.execute(world.db);
  const { keyPem } = pki.holders[name];
  return found.rows.map(({ itemId, attributes }) => ({
    itemId,
    sessionId,
    signature: signBytes('sha256', attributes, keyPem).toString('base64'),
  }));
}

async function giveAll(sessionId: string): Promise<void> {
  for (const answer of await answersTo(sessionId, 'otherSubject'))
    await run(world.platform, giveSignature, leader.actor, answer);
}

describe('answers of a device', () => {
  test('of another key, for another document, and of nobody’s session are refused; the right one is taken once', async () => {
    const [one, two] = [await ready(), await ready()];
    const sessionId = await opened('otherSubject', [one.dossierId, two.dossierId]);
    const [wrong] = await answersTo(sessionId, 'agency');
    const [first, second] = await answersTo(sessionId, 'otherSubject');
    if (!wrong || !first || !second) throw new Error('no answers');
    const give = (input: typeof first, who = leader) => codeOf(run(world.platform, giveSignature, who.actor, input));
    expect(await give(wrong)).toBe('signing.signature_wrong');
    expect(await give({ ...first, signature: second.signature })).toBe('signing.signature_wrong');
    expect(await give(first, clerk)).toBe('signing.session_not_found');
    expect(await give(first)).toBe('done');
    expect(await give(first)).toBe('done');
    expect(await give({ ...first, signature: wrong.signature })).toBe('signing.item_not_waiting');
    const work = await run(world.platform, takeWork, leader.actor, {});
    expect(work.session?.items.map(({ itemId }) => itemId)).toEqual([second.itemId]);
    expect(await give(second)).toBe('done');
    expect((await ended(sessionId)).items.map(({ state }) => state)).toEqual(['signed', 'signed']);
    expect(await give(second)).toBe('done');
    expect([await signedEvents(one.dossierId), await signedEvents(two.dossierId)]).toEqual([1, 1]);
  });

  test('that come too late are refused, and what waited is told as timed out', async () => {
    const { dossierId } = await ready();
    const sessionId = await opened('otherSubject', [dossierId]);
    const [answer] = await answersTo(sessionId, 'otherSubject');
    const now = world.clock.now();
    world.clock.moveTo(new Date(now.getTime() + 31 * 60_000));
    expect(answer && (await codeOf(run(world.platform, giveSignature, leader.actor, answer)))).toBe(
      'signing.session_over',
    );
    await run(world.platform, expireSessions, admin, {});
    const over = await session(sessionId);
    expect([over.state, over.items[0]?.state, await failureOf(sessionId)]).toEqual(['expired', 'failed', 'timed_out']);
    world.clock.moveTo(now);
  });
});

describe('services out of reach', () => {
  test('a signature without time stamp stands at the lower level and is raised later', async () => {
    const { dossierId } = await ready();
    server.trouble('tsa', 'down');
    const over = await ended(await opened('leader', [dossierId]));
    expect(over.items.map(({ state, level }) => [state, level])).toEqual([['signed', 'B-B']]);
    server.trouble('tsa', 'none');
    world.clock.moveTo(new Date(world.clock.now().getTime() + 60_000));
    const documentId = over.items[0]?.documentId ?? '';
    await raiseDocument(world.platform, documentId);
    const raised = await sql<{ level: string; verdict: string; versions: number }>`select level, verdict,
      (select count(*)::int from signing.version v where v.document_id = d.id) as versions
      from signing.document d where id = ${documentId}`.execute(world.db);
    expect(raised.rows[0]).toEqual({ level: 'B-LT', verdict: 'valid', versions: 2 });
  });

  test('without any revocation answer the document waits in doubt, and holds once the answer comes', async () => {
    const { dossierId } = await ready();
    await forgetRevocations();
    server.trouble('crl', 'down');
    server.trouble('ocsp', 'down');
    const over = await ended(await opened('leader', [dossierId]));
    const documentId = over.items[0]?.documentId ?? '';
    const verdictOf = async () => {
      const found = await sql<{
        verdict: string;
      }>`select verdict from signing.document where id = ${documentId}`.execute(world.db);
      return found.rows[0]?.verdict;
    };
    expect([over.items[0]?.state, await verdictOf()]).toEqual(['signed', 'in_doubt']);
    server.trouble('crl', 'none');
    server.trouble('ocsp', 'none');
    world.clock.moveTo(new Date(world.clock.now().getTime() + 10 * 60_000));
    await raiseDocument(world.platform, documentId);
    expect(await verdictOf()).toBe('valid');
  });
});

/** As if nothing had ever been fetched; only a test may forget. */
async function forgetRevocations(): Promise<void> {
  await world.ownerDb.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test.forget', true), set_config('cuaso.actor', 'system:test', true),
      set_config('cuaso.request', 'test', true)`.execute(tx);
    await sql`delete from signing.revocation`.execute(tx);
  });
}
