import type { Operation } from '@cuaso/platform/signing/mobile/mss-names.ts';
import type { Said } from './http-service.ts';
import type { Phones, Transaction } from './mss-phones.ts';
import { envelopeText, messageText, MssFault } from './mss-reply.ts';
import type { MssReply } from './mss-reply.ts';
import { readSignatureOrder } from './mss-request.ts';
import type { MssRequest } from './mss-request.ts';
import { signAnother } from './sign-digest.ts';

/** How the simulated service misbehaves; may be changed at any time. */
export type MssBehaviour = {
  delayMs: number;
  /** Operations that never answer. */
  silent: Operation[];
  /** Fails with this HTTP status, as a gateway does. */
  httpStatus: number | undefined;
  /** Answers each status query, and each signature request where it is a fault, with this code of annex B or C. */
  code: number | undefined;
  /** What comes to a status query; `older` is the first answer with a signature that was ever given, whole. */
  answer:
    | 'right'
    | 'of_another_hash'
    | 'of_another_transaction'
    | 'of_another_mssp_transaction'
    | 'of_another_telephone'
    | 'without_signature'
    | 'older'
    | 'twice';
};

/** The well-behaved service. */
export function mssBehaviour(): MssBehaviour {
  return { delayMs: 0, silent: [], httpStatus: undefined, code: undefined, answer: 'right' };
}

/** What the service works with. */
export type MssWorld = {
  phones: Phones;
  behaviour: MssBehaviour;
  now: () => Date;
  /** A telephone has begun to ask its owner. */
  asked: (one: Transaction) => void;
  apId: string;
  apPassword: string;
};

/** Answers requests; faults are thrown. */
export function mssAnswerOf(world: MssWorld): (request: MssRequest) => Said {
  const { behaviour, now } = world;
  let older: string | undefined;
  return (request) => {
    if (behaviour.httpStatus !== undefined) {
      return { status: behaviour.httpStatus, type: 'text/html', body: '<h1>Bad Gateway</h1>' };
    }
    if (behaviour.silent.includes(request.kind)) return 'nothing';
    if (request.apId !== world.apId || request.apPassword !== world.apPassword) {
      throw new MssFault(104, 'UNAUTHORIZED_ACCESS');
    }
    const reply = run(world, request);
    const message = messageText(reply, now());
    if (reply.signature !== undefined) older ??= message;
    return said(request.kind, messagesOf(behaviour, request, message, older));
  };
}

function messagesOf(
  behaviour: MssBehaviour,
  { kind }: MssRequest,
  message: string,
  older: string | undefined,
): string[] {
  if (kind !== 'status') return [message];
  if (behaviour.answer === 'older') return [older ?? message];
  return behaviour.answer === 'twice' ? [message, message] : [message];
}

function said(kind: Operation, messages: string[]): Said {
  return { status: 200, type: 'application/soap+xml; charset=utf-8', body: envelopeText(kind, messages) };
}

function run(world: MssWorld, request: MssRequest): MssReply {
  const { behaviour } = world;
  const isFault = behaviour.code !== undefined && (behaviour.code < 500 || behaviour.code >= 600);
  if (isFault && request.kind !== 'receipt') throw new MssFault(behaviour.code ?? 900, 'SIMULATED');
  const { kind, apId, apTransId, instant } = request;
  const one = kind === 'signature' ? begun(world, request) : known(world, request);
  const base = { kind, apId, apTransId, instant, msisdn: one.msisdn, msspTransId: one.transaction };
  if (kind === 'signature') return { ...base, code: 100 };
  if (kind === 'receipt') {
    one.receipts += 1;
    return { ...base, code: 100 };
  }
  if (behaviour.code !== undefined) return { ...base, code: behaviour.code };
  return disturbed(world, { ...base, ...progressOf(world, one) }, one);
}

function begun({ phones, now, asked }: MssWorld, request: MssRequest): Transaction {
  const { msisdn, apTransId } = request;
  const order = readSignatureOrder(request);
  if (phones.find(msisdn) === undefined) throw new MssFault(105, 'UNKNOWN_CLIENT');
  if (phones.isLocked(msisdn)) throw new MssFault(402, 'PIN_NR_BLOCKED');
  if (order.validUntil <= now()) throw new MssFault(208, 'EXPIRED_TRANSACTION');
  if (phones.history(msisdn).some((one) => one.apTransId === apTransId)) throw new MssFault(101, 'WRONG_PARAM');
  const one = phones.ask({ apTransId, msisdn, ...order });
  asked(one);
  return one;
}

function known({ phones }: MssWorld, { msspTransId, apTransId, msisdn }: MssRequest): Transaction {
  const one = phones.transaction(msspTransId);
  if (one === undefined || one.apTransId !== apTransId) throw new MssFault(101, 'WRONG_PARAM');
  if (msisdn !== '' && msisdn !== one.msisdn) throw new MssFault(101, 'WRONG_PARAM');
  return one;
}

function progressOf({ phones }: MssWorld, one: Transaction): Pick<MssReply, 'code' | 'signature'> {
  if (phones.isExpired(one)) throw new MssFault(208, 'EXPIRED_TRANSACTION');
  if (one.state === 'cancelled') throw new MssFault(401, 'USER_CANCEL');
  if (one.state === 'locked') throw new MssFault(402, 'PIN_NR_BLOCKED');
  return one.state === 'waiting' ? { code: 504 } : { code: 500, signature: one.signature };
}

/** The right answer, made wrong as the simulator was told to. */
function disturbed({ behaviour, phones }: MssWorld, reply: MssReply, one: Transaction): MssReply {
  if (reply.signature === undefined) return reply;
  switch (behaviour.answer) {
    case 'of_another_hash':
      return { ...reply, signature: signAnother(phones.find(one.msisdn)?.keyPem ?? '', one.digest) };
    case 'of_another_transaction':
      return { ...reply, apTransId: `${reply.apTransId}x` };
    case 'of_another_mssp_transaction':
      return { ...reply, msspTransId: `${reply.msspTransId}x` };
    case 'of_another_telephone':
      return { ...reply, msisdn: '84900000000' };
    case 'without_signature':
      return { ...reply, signature: undefined };
    default:
      return reply;
  }
}
