import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextCode } from '../next-code.ts';
import type { Caller } from '../server-process.ts';
import type { RunningDemo } from './demo.ts';
import { answerOf, callerFor, fileAtCommune } from './filing.ts';

/** A dossier as its last command left it. */
export type Acted = { dossierId: string; seq: number; code: string };

/** Results of the commune in all stages of signing. */
export type Signings = {
  /** Signed by the leader, sealed by the records office. */
  issued: Acted;
  /** Waits for the leader's signature. */
  toSign: Acted;
  /** A session of the leader that waits for a signing agent. */
  openSessionId: string;
};

/** Who signs the results of the commune. */
export const leaderRole = 'Lãnh đạo ký (xã';
const recordsRole = 'Văn thư (xã';
const patienceMs = 60_000;

type Certificate = { certificateId: string; device: string };
type Means = { own: Certificate[]; seals: Certificate[] };

/** Over the API: results of the commune that are signed, being signed, and waiting; a computer that is paired. */
export async function signSome(demo: RunningDemo): Promise<Signings> {
  const issued = await issueOne(demo);
  const leader = await callerFor(demo, leaderRole);
  const openSessionId = await waitForAgent(demo, leader);
  await pairComputer(leader, 'MAY-PHONG-HOP');
  return { issued, toSign: await draftOne(demo), openSessionId };
}

/** A result that the leader has signed and the records office has sealed. */
export async function issueOne(demo: RunningDemo): Promise<Acted> {
  const drafted = await draftOne(demo);
  await signAndIssue(demo, drafted, '12/UBND-XNHN');
  return drafted;
}

/** The leader signs a drafted result, the records office seals it under this number. */
export async function signAndIssue(demo: RunningDemo, drafted: Acted, number: string): Promise<void> {
  const leader = await callerFor(demo, leaderRole);
  const { own } = await answerOf<Means>(leader('signing.get-my-means', {}));
  await signedIn(leader, await open(demo, leaderRole, leader, { role: 'person', of: own, ...drafted }));
  const records = await callerFor(demo, recordsRole);
  const { seals } = await answerOf<Means>(records('signing.get-my-means', {}));
  const seal = { role: 'organisation', of: seals, dossierId: drafted.dossierId, number };
  await signedIn(records, await open(demo, recordsRole, records, seal));
}

/** A session of the leader that waits for a signing agent. */
export async function waitForAgent(demo: RunningDemo, leader: Caller): Promise<string> {
  const of = [await tokenOf(demo)];
  return open(demo, leaderRole, leader, { role: 'person', of, ...(await draftOne(demo)) });
}

/** Pairs a computer of this name for its caller. */
export async function pairComputer(owner: Caller, deviceName: string): Promise<void> {
  const { code } = await answerOf<{ code: string }>(owner('signing.begin-pairing', {}));
  await answerOf(owner('signing.pair-agent', { code, deviceName }));
}

/** A dossier of the commune whose result is drafted and waits for the leader. */
export async function draftOne(demo: RunningDemo): Promise<Acted> {
  const { dossierId } = await fileAtCommune(demo);
  return draftResult(demo, dossierId, 'Chưa đăng ký kết hôn với ai.');
}

/** The commune accepts a dossier and drafts its result, which waits for the leader. */
export async function draftResult(demo: RunningDemo, dossierId: string, summary: string): Promise<Acted> {
  const clerk = await callerFor(demo, 'Tiếp nhận (xã');
  await answerOf(clerk('onestop.accept-dossier', { dossierId }));
  const handler = await callerFor(demo, 'Tư pháp - hộ tịch (xã');
  await answerOf(handler('onestop.take-dossier', { dossierId }));
  const draft = { dossierId, outcome: 'granted', summary };
  await answerOf(handler('onestop.draft-result', draft));
  return answerOf(handler('onestop.hand-on-dossier', { dossierId }));
}

type Opening = { role: string; of: readonly Certificate[]; dossierId: string; seq?: number; number?: string };

/** Opens a session, with a key that the server holds where there is one. */
async function open(demo: RunningDemo, who: string, call: Caller, opening: Opening): Promise<string> {
  const { role, of, dossierId, number } = opening;
  const certificate = of.find(({ device }) => device === 'test') ?? of[0];
  const subjects = [{ subjectId: dossierId, params: number === undefined ? {} : { number } }];
  const code = await nextCode(demo, who);
  const asked = { certificateId: certificate?.certificateId, purpose: 'onestop.result', role, subjects, code };
  const opened = await answerOf<{ outcome: string; sessionId: string }>(call('signing.open-session', asked));
  if (opened.outcome !== 'opened') throw new Error(`no session: ${JSON.stringify(opened)}`);
  return opened.sessionId;
}

/** Waits until the only document of a session is signed. */
async function signedIn(call: Caller, sessionId: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const { items } = await answerOf<{ items: { state: string; refusal: string }[] }>(
      call('signing.get-session', { sessionId }),
    );
    const [item] = items;
    if (item?.state === 'signed') return;
    if (item?.state === 'failed' || Date.now() > until) throw new Error(`not signed: ${JSON.stringify(items)}`);
    await sleep(300);
  }
}

/** A USB token of the leader that is in the inventory and that no agent holds. */
async function tokenOf(demo: RunningDemo): Promise<Certificate> {
  const admin = await callerFor(demo, 'Quản trị');
  const holder = demo.loginOf(leaderRole);
  const asked = { pem: selfSigned(), holderKind: 'official', holder, device: 'usb_token' };
  const { certificateId } = await answerOf<{ certificateId: string }>(admin('signing.register-certificate', asked));
  return { certificateId, device: 'usb_token' };
}

/** A certificate of somebody, made by openssl and trusted by nobody. */
export function selfSigned(): string {
  const how = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null', '-days', '30'];
  const usage = [
    '-addext',
    'keyUsage=critical,digitalSignature,nonRepudiation',
    '-addext',
    'basicConstraints=CA:FALSE',
  ];
  return execFileSync('openssl', [...how, ...usage, '-subj', '/C=VN/O=Thu/CN=Nguoi Ky Thu'], {
    stdio: 'pipe',
  }).toString();
}
