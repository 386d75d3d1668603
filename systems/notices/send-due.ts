import type { Message, Outcome } from '@cuaso/platform/notices/channel.ts';
import { codeMark } from '@cuaso/platform/notices/render.ts';
import { type NoticeServices, noticeServicesOf } from '@cuaso/platform/notices/services.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { unsealed } from '@cuaso/platform/signing/sealing-key.ts';
import { type Claimed, claimDeliveries } from './claim-deliveries.ts';
import { openRecorder } from './recorder.ts';
import { self } from './platform-actor.ts';

/** How much is taken at once, and how many are on their way at the same time. */
export type Pace = { batch: number; lanes: number };

const usualPace: Pace = { batch: 100, lanes: 16 };

/** Sends everything whose time has come: taken in one command, sent with no transaction open, recorded in another. */
export async function sendDue(platform: Platform, pace: Pace = usualPace): Promise<void> {
  const services = noticeServicesOf(platform.memory);
  for (let isFull = true; isFull;) {
    const claimed = await run(platform, claimDeliveries, self, { limit: pace.batch });
    const recorder = openRecorder(platform);
    const waiting = [...claimed.items];
    const lane = async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        const { deliveryId, attemptId } = item;
        recorder.note({ deliveryId, attemptId, ...(await outcomeOf(platform, services, item)) });
      }
    };
    await Promise.all(Array.from({ length: pace.lanes }, lane));
    await recorder.done();
    isFull = claimed.isFull;
  }
}

/** A bug of ours on the way leaves open what happened; it is told as a bug and the message as in doubt. */
async function outcomeOf(platform: Platform, services: NoticeServices, item: Claimed): Promise<Outcome> {
  try {
    const provider = services.providers[item.channel].find((one) => one.name === item.provider);
    if (provider === undefined) return { outcome: 'uncertain', problem: 'provider gone' };
    const message = messageOf(services, item);
    if (item.isInDoubt && provider.ask !== undefined) {
      const known = await provider.ask(message);
      if (known.outcome !== 'not_there') return known;
    }
    return await provider.send(message);
  } catch (error) {
    platform.report(error, `notice ${item.deliveryId}`);
    return { outcome: 'uncertain', problem: error instanceof Error ? error.name : 'error' };
  }
}

function messageOf({ sealingKey }: NoticeServices, item: Claimed): Message {
  const { kind, to, title, link, noticeId, codeBox } = item;
  const code = codeBox === null ? '' : unsealed(sealingKey, Buffer.from(codeBox, 'base64'), noticeId).toString();
  const smsMark = '*'.repeat(codeMark.length);
  const open = (text: string) => (code === '' ? text : text.replaceAll(codeMark, code).replaceAll(smsMark, code));
  return {
    key: item.key,
    kind,
    to,
    title,
    body: open(item.body),
    sms: open(item.sms),
    facts: code === '' ? item.facts : { ...item.facts, code },
    link,
    expiresAt: item.expiresAt === null ? null : new Date(item.expiresAt),
  };
}
