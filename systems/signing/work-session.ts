import { createPrivateKey, constants, privateEncrypt } from 'node:crypto';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { type Signer, SigningRefused, type SigningRefusal } from '@cuaso/platform/signing/signer.ts';
import { failSession } from './fail-session.ts';
import { getSessionWork } from './get-session-work.ts';
import { keepAnswers } from './keep-answers.ts';
import { self } from './platform-actor.ts';
import { stepRemote } from './step-remote.ts';
import { stepSim } from './step-sim.ts';

/** The open session as its job reads it. */
export type SessionWork = NonNullable<Awaited<ReturnType<typeof readWork>>>;

/** How many documents are signed before their answers are kept: what a crash in between repeats. */
const chunk = 10;

/** One turn of work on a session: signs with the server's key, or goes one step on with the provider. Twice is as good as once. */
export async function workSession(platform: Platform, sessionId: string): Promise<void> {
  const work = await readWork(platform, sessionId);
  if (work === null || work.items.length === 0 || new Date(work.expiresAt) <= platform.clock.now()) return;
  try {
    if (work.way === 'server') await signHere(platform, sessionId, work);
    else if (work.way === 'remote') await stepRemote(platform, sessionId, work);
    else if (work.way === 'sim') await stepSim(platform, sessionId, work);
  } catch (error) {
    const reason = reasonOf(error);
    // What may come back is tried again by the job's engine until the session is over.
    if (reason === 'unreachable') throw error;
    await run(platform, failSession, self, { sessionId, reason });
  }
}

/** The reason of a refusal; anything that is no refusal is a bug and goes on. */
export function reasonOf(error: unknown): SigningRefusal {
  if (error instanceof SigningRefused) return error.reason;
  throw error;
}

async function readWork(platform: Platform, sessionId: string) {
  return (await run(platform, getSessionWork, self, { sessionId })).work;
}

async function signHere(platform: Platform, sessionId: string, work: SessionWork): Promise<void> {
  const signer = await serverSigner(platform, work);
  for (let at = 0; at < work.items.length; at += chunk) {
    const items = work.items.slice(at, at + chunk);
    const signatures = await signer.sign(items.map((item) => Buffer.from(item.digest, 'base64')));
    const answers = items.map(({ itemId }, i) => ({ itemId, signature: signatures[i]?.toString('base64') ?? '' }));
    await run(platform, keepAnswers, self, { sessionId, answers });
  }
}

function serverSigner(platform: Platform, work: SessionWork): Promise<Signer> {
  if (work.device === 'test') return Promise.resolve(testSigner(work.testKey));
  const { moduleSigner } = signingServicesOf(platform.memory);
  if (moduleSigner === undefined) throw new SigningRefused('key_missing', 'no module is set up');
  return moduleSigner(work.keyName, Buffer.from(work.certificate, 'base64'));
}

// DigestInfo of SHA-256 (RFC 8017, section 9.2).
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** The key of a test certificate as a signer. */
function testSigner(pkcs8: string): Signer {
  if (pkcs8 === '') throw new SigningRefused('key_missing');
  const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
  const signOne = (digest: Buffer) =>
    privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([digestInfo, digest]));
  return { sign: async (digests) => digests.map(signOne) };
}
