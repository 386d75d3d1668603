// Mô phỏng: a simulator of a payment gateway that speaks VNPAY 2.1.0, for tests and trials. It moves no money.
import { createHmac } from 'node:crypto';
import { pause, startHttpService } from '../signing-services/http-service.ts';
import type { Heard, Said } from '../signing-services/http-service.ts';
import { callbackOf, type CallbackChange } from './gateway-callback.ts';
import { answeredApi } from './gateway-answers.ts';

/** A payment as the gateway knows it. */
export type GatewayPayment = {
  reference: string;
  amount: string;
  text: string;
  createDate: string;
  returnUrl: string;
  number: string;
  status: '00' | '01' | '02';
  /** Request ids of refunds that were done, with the number of each. */
  refunds: Map<string, string>;
};

/** How the simulator misbehaves. */
export type GatewayBehaviour = {
  /** How long it thinks before it answers. */
  delayMs: number;
  /** Says nothing to these commands (`querydr`, `refund`, `list`). */
  silent: string[];
  /** Signs its answers with another key. */
  forges: boolean;
  /** Answers refunds with this code instead of doing them. */
  refundCode: string;
};

/** What it knows and how it is set. */
export type GatewayState = {
  terminal: string;
  secret: string;
  payments: Map<string, GatewayPayment>;
  behaviour: GatewayBehaviour;
  refundsMade: number;
};

/** A running simulator. */
export type GatewayService = {
  payUrl: string;
  apiUrl: string;
  terminal: string;
  secret: string;
  behaviour: GatewayBehaviour;
  state: GatewayState;
  /** A payer opens the address and pays, or gives up; no callback is sent. Gives the payment's parameters as a callback has them. */
  visit: (payUrl: string, end: 'pay' | 'give_up') => Promise<GatewayPayment>;
  /** The parameters of the callback about a payment, changed as a forger would, signed again or not. */
  callback: (reference: string, change?: CallbackChange) => Record<string, string>;
  /** Sends the callback to an address as often as asked, all at once; what was answered. */
  tell: (ipnUrl: string, parameters: Record<string, string>, times?: number) => Promise<string[]>;
  close: () => Promise<void>;
};

/** Starts the simulator on loopback. */
export async function startGatewayService(options: { port?: number } = {}): Promise<GatewayService> {
  const state: GatewayState = {
    terminal: 'CUASO001',
    secret: 'for-the-simulator-only',
    payments: new Map(),
    behaviour: { delayMs: 0, silent: [], forges: false, refundCode: '' },
    refundsMade: 0,
  };
  const { origin, close } = await startHttpService((heard) => answered(state, heard), options.port);
  const { terminal, secret, behaviour } = state;
  return {
    payUrl: `${origin}/pay`,
    apiUrl: `${origin}/api`,
    terminal,
    secret,
    behaviour,
    state,
    visit: (payUrl, end) => visit(state, payUrl, end),
    callback: (reference, change) => callbackOf(state, reference, change),
    tell: (ipnUrl, parameters, times = 1) => Promise.all(Array.from({ length: times }, () => tell(ipnUrl, parameters))),
    close,
  };
}

/** The signature as the published description makes it, written apart from the client's. */
export function hmacOf(text: string, secret: string): string {
  return createHmac('sha512', Buffer.from(secret, 'utf8')).update(Buffer.from(text, 'utf8')).digest('hex');
}

async function answered(state: GatewayState, heard: Heard): Promise<Said> {
  await pause(state.behaviour.delayMs);
  if (heard.url.pathname === '/pay') {
    const found = opened(state, heard.url);
    return {
      status: 200,
      type: 'text/html; charset=utf-8',
      body: `<h1>Mô phỏng cổng thanh toán</h1><p>${found.reference}</p>`,
    };
  }
  return answeredApi(state, heard);
}

async function visit(state: GatewayState, payUrl: string, end: 'pay' | 'give_up'): Promise<GatewayPayment> {
  const response = await fetch(payUrl);
  if (!response.ok) throw new Error(`the gateway refuses the address: ${await response.text()}`);
  const reference = new URL(payUrl).searchParams.get('vnp_TxnRef') ?? '';
  const payment = state.payments.get(reference);
  if (payment === undefined) throw new Error(`no payment ${reference}`);
  if (payment.status === '01') payment.status = end === 'pay' ? '00' : '02';
  return payment;
}

/** Checks the address as the gateway does: all parameters but the signature, sorted, as a form. */
function opened(state: GatewayState, url: URL): GatewayPayment {
  const all = [...url.searchParams]
    .filter(([name]) => name !== 'vnp_SecureHash')
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = all.map(([name, value]) => `${formOf(name)}=${formOf(value)}`).join('&');
  if (hmacOf(text, state.secret) !== url.searchParams.get('vnp_SecureHash')) throw new Error('wrong signature');
  const given = new Map(all);
  const reference = given.get('vnp_TxnRef') ?? '';
  const known = state.payments.get(reference);
  if (known !== undefined) return known;
  const payment: GatewayPayment = {
    reference,
    amount: given.get('vnp_Amount') ?? '',
    text: given.get('vnp_OrderInfo') ?? '',
    createDate: given.get('vnp_CreateDate') ?? '',
    returnUrl: given.get('vnp_ReturnUrl') ?? '',
    number: String(14_000_000 + state.payments.size + 1),
    status: '01',
    refunds: new Map(),
  };
  state.payments.set(reference, payment);
  return payment;
}

function formOf(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function tell(ipnUrl: string, parameters: Record<string, string>): Promise<string> {
  const response = await fetch(`${ipnUrl}?${new URLSearchParams(parameters).toString()}`).catch(() => undefined);
  const body = (await response?.json().catch(() => undefined)) as { RspCode?: string } | undefined;
  return body?.RspCode ?? '';
}
