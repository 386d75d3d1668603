import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import type { MobileProvider } from '@cuaso/platform/signing/mobile/mobile-provider.ts';
import { signingServicesOf } from '@cuaso/platform/signing/services.ts';
import { SigningRefused } from '@cuaso/platform/signing/signer.ts';
import { failSession } from './fail-session.ts';
import { keepAnswers } from './keep-answers.ts';
import { noteProgress } from './note-progress.ts';
import { self } from './platform-actor.ts';
import { reasonOf, type SessionWork } from './work-session.ts';

/** Refusals after which the other documents of the session need not be tried. */
const final = new Set(['pin_locked', 'key_missing', 'certificate_unusable', 'cancelled']);

/** One step with the telephone: the next document is sent to it, or the one it shows is asked for. One after the other. */
export async function stepSim(platform: Platform, sessionId: string, work: SessionWork): Promise<void> {
  const { mobile } = signingServicesOf(platform.memory);
  if (mobile === undefined) throw new SigningRefused('unreachable', 'no provider is set up');
  const item = work.items.find((one) => one.state === 'sent') ?? work.items[0];
  if (item === undefined) return;
  try {
    if (item.state === 'sent') await ask(platform, sessionId, work, mobile, item);
    else await send(platform, sessionId, work, mobile, item);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'unreachable' || final.has(reason)) throw error;
    await run(platform, failSession, self, { sessionId, itemId: item.itemId, reason });
    await run(platform, noteProgress, self, { sessionId });
  }
}

type Item = SessionWork['items'][number];

async function send(
  platform: Platform,
  sessionId: string,
  work: SessionWork,
  mobile: MobileProvider,
  { itemId, title, digest }: Item,
): Promise<void> {
  const bytes = Buffer.from(digest, 'base64');
  const { msspTransactionId } = await mobile.begin({
    msisdn: work.keyName,
    digest: bytes,
    display: title.slice(0, 100),
    transactionId: transactionOf(itemId),
    validUntil: new Date(work.expiresAt),
    now: platform.clock.now(),
  });
  await run(platform, noteProgress, self, { sessionId, sent: [{ itemId, reference: msspTransactionId }] });
}

async function ask(
  platform: Platform,
  sessionId: string,
  work: SessionWork,
  mobile: MobileProvider,
  { itemId, reference }: Item,
): Promise<void> {
  const answer = await mobile.poll({
    msspTransactionId: reference,
    msisdn: work.keyName,
    transactionId: transactionOf(itemId),
    validUntil: new Date(work.expiresAt),
    now: platform.clock.now(),
  });
  if (answer !== 'waiting') {
    await run(platform, keepAnswers, self, { sessionId, answers: [{ itemId, signature: answer.toString('base64') }] });
  }
  if (answer === 'waiting' || work.items.length > 1) await run(platform, noteProgress, self, { sessionId });
}

function transactionOf(itemId: string): string {
  return `t${itemId.replaceAll('-', '')}`;
}
