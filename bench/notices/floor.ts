import type { Message } from '../../platform/notices/channel.ts';
import { smsProvider } from '../../platform/notices/sms/sms-gateway.ts';
import type { SmsSimulator } from '../../test/notice-services/sms-simulator.ts';

/** How many messages a second reach the gateway by the same client when nothing is kept, recorded or looked up. */
export async function bareCalls(sms: SmsSimulator, count: number, lanes: number): Promise<number> {
  const gateway = { name: 'bare', url: sms.origin, key: sms.key, secret: sms.secret, sender: 'TIENGIANG' };
  const provider = smsProvider(gateway, () => new Date());
  const started = performance.now();
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < count; i = next++) {
      const message = messageOf(i);
      while ((await provider.send(message)).outcome !== 'sent');
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return count / ((performance.now() - started) / 1000);
}

function messageOf(index: number): Message {
  const sms = `UBND xa Mau: da tiep nhan ho so 000.00.15.H58-260310-${String(index % 10_000).padStart(4, '0')}.`;
  const to = `09${String(index).padStart(8, '0')}`;
  return {
    key: `bare-message-${index}`,
    kind: 'bench',
    to,
    title: '',
    body: '',
    sms,
    facts: {},
    link: '',
    expiresAt: null,
  };
}
