// Mô phỏng: a simulator of a mobile signature service and of the telephones it reaches. It is no trust service.
import { SigningRefused } from '@cuaso/platform/signing/signer.ts';
import { pause, startHttpService } from './http-service.ts';
import type { Heard, Said } from './http-service.ts';
import { mssAnswerOf, mssBehaviour } from './mss-answer.ts';
import type { MssBehaviour } from './mss-answer.ts';
import { phonesOf } from './mss-phones.ts';
import type { Phone, Phones, Pressed, Transaction } from './mss-phones.ts';
import { faultText, MssFault } from './mss-reply.ts';
import { readRequest } from './mss-request.ts';
import { phonePage } from './phone-page.ts';

/** A running simulator of ETSI TS 102 204. */
export type MssService = {
  /** Where its operations are called. */
  url: string;
  apId: string;
  apPassword: string;
  behaviour: MssBehaviour;
  /** Where the pretended telephone of a number is shown to a browser. */
  pageOf: (msisdn: string) => string;
  /** What waits on a telephone's screen, or on all. */
  pending: (msisdn?: string) => Transaction[];
  /** A request by its MSSP_TransID. */
  transaction: (transaction: string) => Transaction | undefined;
  confirm: (transaction: string, pin?: string) => Pressed;
  cancel: (transaction: string) => Pressed;
  close: () => Promise<void>;
};

/** Whose telephones, and who may ask them. */
export type MssOptions = {
  phones: readonly Phone[];
  port?: number;
  apId?: string;
  apPassword?: string;
  /** The owners confirm by themselves after so long; without it they wait to be pressed. */
  autoConfirmAfterMs?: number;
  now?: () => Date;
};

/** Starts the simulator with its telephones. */
export async function startMssService(options: MssOptions): Promise<MssService> {
  const { apId = 'http://cua-so.invalid/ap', apPassword = 'for-the-simulator-only', autoConfirmAfterMs } = options;
  const now = options.now ?? (() => new Date());
  const phones = phonesOf(options.phones, now);
  const behaviour = mssBehaviour();
  const timers = new Set<NodeJS.Timeout>();
  const asked = ({ transaction, msisdn }: Transaction) => {
    if (autoConfirmAfterMs === undefined) return;
    const pin = phones.find(msisdn)?.pin;
    timers.add(setTimeout(() => phones.confirm(transaction, pin), autoConfirmAfterMs));
  };
  const answer = mssAnswerOf({ phones, behaviour, now, asked, apId, apPassword });
  const service = await startHttpService(async (heard) => {
    if (heard.url.pathname !== '/mss') return phonePage(phones, heard);
    await pause(behaviour.delayMs);
    return soapAnswer(heard, answer);
  }, options.port);
  return {
    url: `${service.origin}/mss`,
    apId,
    apPassword,
    behaviour,
    pageOf: (msisdn) => `${service.origin}/dien-thoai/${msisdn}`,
    ...pressedBy(phones),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      return service.close();
    },
  };
}

function pressedBy({ pending, transaction, confirm, cancel }: Phones) {
  return { pending, transaction, confirm, cancel };
}

function soapAnswer({ method, type, body }: Heard, answer: ReturnType<typeof mssAnswerOf>): Said {
  if (method !== 'POST' || !type.startsWith('application/soap+xml')) {
    return { status: 415, type: 'text/plain', body: 'SOAP 1.2 is posted as application/soap+xml.' };
  }
  try {
    return answer(readRequest(body));
  } catch (error) {
    // What cannot be read at all is a wrong parameter as well.
    const fault = error instanceof SigningRefused ? new MssFault(101, 'WRONG_PARAM') : error;
    if (!(fault instanceof MssFault)) throw error;
    return { status: fault.code >= 900 ? 500 : 400, type: soapType, body: faultText(fault.code, fault.message) };
  }
}

const soapType = 'application/soap+xml; charset=utf-8';
