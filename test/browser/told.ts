import { setTimeout as sleep } from 'node:timers/promises';
import { startSmsSimulator } from '../notice-services/sms-simulator.ts';
import { startSmtpSimulator } from '../notice-services/smtp-simulator.ts';
import { startZaloSimulator } from '../notice-services/zalo-simulator.ts';
import { mailSettings, smsSettings } from '../notice-world.ts';

/** The services by which the demo tells people, and what came out of them. */
export type Told = {
  settings: Record<string, string>;
  /** Waits until the demo has its first access to Zalo, which it asks for once a minute. */
  isReady: () => Promise<void>;
  /** Somebody writes to the province's Zalo account. */
  writeOnZalo: (address: string, text: string) => Promise<void>;
  /** Waits until each of the three has told something that contains all of these. */
  expectTold: (ways: { email: string; phone: string; zalo: string }, words: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
};

const patienceMs = 60_000;

/** A user's number at Zalo. */
export const zaloUser = '778899';

/** Starts a mail server, an SMS gateway and Zalo on loopback. */
export async function startTelling(): Promise<Told> {
  const [mail, sms, zalo] = await Promise.all([startSmtpSimulator(), startSmsSimulator(), startZaloSimulator()]);
  return {
    settings: {
      ...mailSettings(mail),
      ...smsSettings(sms),
      ...zalo.settings,
      CUASO_NOTICES_SMS_PER_DAY: '1000',
      CUASO_NOTICES_EMAIL_PER_DAY: '1000',
      CUASO_NOTICES_ZALO_PER_DAY: '1000',
    },
    isReady: async () => {
      for (const until = Date.now() + 2 * patienceMs; zalo.renewals() === 0; await sleep(300))
        if (Date.now() > until) throw new Error('the demo asks Zalo for nothing');
    },
    writeOnZalo: async (address, text) => {
      const said = { event_name: 'user_send_text', sender: { id: zaloUser }, message: { text, msg_id: text } };
      const { signature, body } = zalo.event(said);
      const headers = { 'content-type': 'application/json', 'x-zevent-signature': signature };
      const answer = await fetch(`${address}/goi-lai/zalo`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    expectTold: async ({ email, phone, zalo: user }, words) => {
      const until = Date.now() + patienceMs;
      for (;;) {
        const texts = [
          ...mail.got.filter(({ to }) => to === email).map(({ text }) => `email ${unwrapped(text)}`),
          ...sms.got.filter(({ to }) => to === phone).map(({ text }) => `sms ${text}`),
          ...zalo.got.filter(({ to }) => to === user).map(({ text }) => `zalo ${text}`),
        ];
        const missing = words.filter((word) => !texts.some((text) => text.includes(word)));
        const silent = ['email', 'sms', 'zalo'].filter((way) => !texts.some((text) => text.startsWith(way)));
        if (missing.length === 0 && silent.length === 0) return;
        if (Date.now() > until)
          throw new Error(`${[...missing, ...silent].join('; ')} not told; ${texts.length} messages were`);
        await sleep(300);
      }
    },
    close: async () => {
      await Promise.all([mail.close(), sms.close(), zalo.close()]);
    },
  };
}

/** A mail without the line breaks that quoted-printable adds. */
function unwrapped(text: string): string {
  return text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
}
