import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { type RemoteSigning, signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { SigningRefused } from '@cuaso/platform/signing/signer.ts';
import { keepAnswers } from './keep-answers.ts';
import { noteProgress } from './note-progress.ts';
import { self } from './platform-actor.ts';
import type { SessionWork } from './work-session.ts';

type Activation = { pin?: string; otp?: string; sad?: string };

/**
 * One step with the provider of remote signatures: authorise with PIN and code, which are used once and then forgotten;
 * sign; or ask whether the signatures are ready.
 */
export async function stepRemote(platform: Platform, sessionId: string, work: SessionWork): Promise<void> {
  const { remote } = signingServicesOf(platform.memory);
  if (remote === undefined) throw new SigningRefused('unreachable', 'no provider is set up');
  const waiting = work.items[0]?.reference ?? '';
  if (waiting !== '') return ask(platform, sessionId, work, remote, waiting);
  const activation = work.activation === '' ? {} : (JSON.parse(work.activation) as Activation);
  const digests = work.items.map((item) => Buffer.from(item.digest, 'base64'));
  const sad = activation.sad ?? (await authorise(platform, sessionId, work, remote, { activation, digests }));
  const begun = await remote.begin({ credentialId: work.keyName, digests, sad });
  if ('signatures' in begun) return keep(platform, sessionId, work, begun.signatures);
  const sent = work.items.map(({ itemId }) => ({ itemId, reference: begun.responseId }));
  await run(platform, noteProgress, self, { sessionId, sent });
}

/** Has the provider send its one-time code; one that is out of reach is asked again by the job's engine. */
export async function askForOtp(platform: Platform, credentialId: string): Promise<void> {
  await signingServicesOf(platform.memory).remote?.requestOtp(credentialId);
}

async function authorise(
  platform: Platform,
  sessionId: string,
  work: SessionWork,
  remote: RemoteSigning,
  { activation, digests }: { activation: Activation; digests: readonly Buffer[] },
): Promise<string> {
  const { pin, otp } = activation;
  // Sent once already, and the answer was lost with the process that waited for it.
  if (!pin) throw new SigningRefused('timed_out', 'the PIN was used');
  // Erased before it is used: a code that was sent once is never sent again, whatever happens in between.
  await run(platform, noteProgress, self, { sessionId, activation: '{}', next: 'nothing' });
  const request = { credentialId: work.keyName, digests, pin, ...(otp ? { otp } : {}) };
  const { sad } = await remote.authorise(request);
  await run(platform, noteProgress, self, { sessionId, activation: JSON.stringify({ sad }), next: 'nothing' });
  return sad;
}

async function ask(
  platform: Platform,
  sessionId: string,
  work: SessionWork,
  remote: RemoteSigning,
  responseId: string,
): Promise<void> {
  const answer = await remote.poll(responseId);
  if (answer === 'waiting') await run(platform, noteProgress, self, { sessionId });
  else await keep(platform, sessionId, work, answer.signatures);
}

async function keep(platform: Platform, sessionId: string, work: SessionWork, signatures: Buffer[]): Promise<void> {
  if (signatures.length !== work.items.length) throw new SigningRefused('answer_wrong', 'another number of signatures');
  const answers = work.items.map(({ itemId }, i) => ({ itemId, signature: signatures[i]?.toString('base64') ?? '' }));
  await run(platform, keepAnswers, self, { sessionId, answers });
}
