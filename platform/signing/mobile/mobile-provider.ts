import { postLimited } from '../remote/post-limited.ts';
import type { TlsIdentity } from '../remote/post-limited.ts';
import { requireProviderAddress } from '../remote/provider-address.ts';
import { signatureValueOf } from '../remote/signature-values.ts';
import { SigningRefused } from '../signer.ts';
import type { Digest } from '../signer.ts';
import { readAnswer } from './mss-answers.ts';
import type { MssAnswer } from './mss-answers.ts';
import { mssNamespace } from './mss-names.ts';
import type { Operation } from './mss-names.ts';
import { mssRefusalOf } from './mss-refusal.ts';
import { apTransIdOf, receiptRequest, signatureRequest, statusRequest } from './mss-requests.ts';
import type { Exchange, Parties } from './mss-requests.ts';
import { requireMsisdn } from './telephone-number.ts';

/** How to reach a mobile signature service (ETSI TS 102 204) and what it wants to hear. */
export type MobileSettings = Parties & {
  url: string;
  /** Where the service has an address for each operation, those for MSS_StatusQuery and MSS_Receipt. */
  statusUrl?: string;
  receiptUrl?: string;
  /** Names that the service has given to its way of signing and to PKCS#1 as format. */
  signatureProfile?: string;
  format?: string;
  /** What its SIM application pads and signs; both give the same signature. */
  signs?: 'digest' | 'digest_info';
  /** For services that ask for a certificate of the asking side. */
  tls?: TlsIdentity;
  /** For each question, in milliseconds. */
  timeoutMs?: number;
};

/**
 * A provider of signatures by telephone. Each function is one step with plain data in and out; whatever prevents it is a
 * SigningRefused. `transactionId` is ours and must never be used for two signatures.
 */
export type MobileProvider = {
  /** Has the telephone ask its owner; `display` is what is signed, in words. */
  begin: (request: {
    msisdn: string;
    digest: Digest;
    display: string;
    transactionId: string;
    validUntil: Date;
    now: Date;
  }) => Promise<{ msspTransactionId: string }>;
  /** The signature value once the owner has confirmed; whether it verifies with the certificate, the caller checks. */
  poll: (request: {
    msspTransactionId: string;
    msisdn: string;
    transactionId: string;
    /** After this instant an answer is not taken any more. */
    validUntil?: Date;
    now: Date;
  }) => Promise<Buffer | 'waiting'>;
};

type Send = (kind: Operation, message: string, timeoutMs: number, expected: Expectation) => Promise<MssAnswer>;
type Expectation = { apTransId: string; msisdn: string; msspTransactionId?: string };

const maxBytes = 64 * 1024;
const defaultTimeoutMs = 20_000;
const receiptTimeoutMs = 3000;
const defaultProfile = 'http://mobile-id.vn/digitalSignature';
const [accepted, outstanding] = [100, 504];
/** SIGNATURE, and VALID_SIGNATURE where the service has verified it already. */
const signed = [500, 502];

/** The provider behind these settings; they are checked at once. */
export function mobileProvider(settings: MobileSettings): MobileProvider {
  const { signs = 'digest', signatureProfile = defaultProfile, format = `${mssNamespace}PKCS1` } = settings;
  const timeoutMs = settings.timeoutMs ?? defaultTimeoutMs;
  const send = senderOf(settings);
  return {
    begin: async ({ msisdn, digest, display, transactionId, validUntil, now }) => {
      if (digest.length !== 32) throw new RangeError('A SHA-256 digest has 32 bytes.');
      if (validUntil.getTime() - now.getTime() < 1000) throw new SigningRefused('timed_out', 'before it was sent');
      const exchange = exchangeOf({ msisdn, transactionId, now });
      const what = { digest, display, validUntil, signs, signatureProfile, format };
      const { code, msspTransactionId } = await send(
        'signature',
        signatureRequest(settings, exchange, what),
        timeoutMs,
        exchange,
      );
      if (code !== accepted && code !== outstanding) throw refusedInstead(code);
      if (!isNcName(msspTransactionId)) throw new SigningRefused('answer_wrong', 'no MSSP_TransID');
      return { msspTransactionId };
    },
    poll: async ({ msspTransactionId, validUntil, now, ...ours }) => {
      if (!isNcName(msspTransactionId)) throw new RangeError('This is not an MSSP_TransID.');
      if (validUntil !== undefined && now > validUntil) throw new SigningRefused('timed_out', 'no answer in time');
      const exchange = exchangeOf({ ...ours, now });
      const expected = { ...exchange, msspTransactionId };
      const message = statusRequest(settings, exchange, msspTransactionId);
      const { code, signature } = await send('status', message, timeoutMs, expected);
      if (code === outstanding) return 'waiting';
      if (!signed.includes(code)) throw refusedInstead(code);
      const value = signatureValueOf(signature);
      const receipt = receiptRequest(settings, exchange, msspTransactionId);
      // A signature that has come is not lost because nobody could be thanked for it.
      await send('receipt', receipt, Math.min(timeoutMs, receiptTimeoutMs), expected).catch(() => undefined);
      return value;
    },
  };
}

function senderOf(settings: MobileSettings): Send {
  const url = requireProviderAddress(settings.url);
  const other = (address: string | undefined) => (address === undefined ? url : requireProviderAddress(address));
  const urls = { signature: url, status: other(settings.statusUrl), receipt: other(settings.receiptUrl) };
  const headers = { 'content-type': 'application/soap+xml; charset=utf-8' };
  const tls = settings.tls && { tls: settings.tls };
  return async (kind, body, timeoutMs, { apTransId, msisdn, msspTransactionId }) => {
    const reply = await postLimited({ url: urls[kind], headers, body, timeoutMs, maxBytes, ...tls });
    const expected = { apId: settings.apId, apTransId, msisdn };
    return readAnswer(reply, kind, msspTransactionId === undefined ? expected : { ...expected, msspTransactionId });
  };
}

function exchangeOf({ msisdn, transactionId, now }: { msisdn: string; transactionId: string; now: Date }): Exchange {
  return { apTransId: apTransIdOf(transactionId), msisdn: requireMsisdn(msisdn), now };
}

/** A code of success at the wrong moment is an answer that cannot be used, not a refusal of its own. */
function refusedInstead(code: number): SigningRefused {
  return [accepted, outstanding, ...signed].includes(code)
    ? new SigningRefused('answer_wrong', `status ${code} here`)
    : mssRefusalOf(code);
}

function isNcName(text: string): boolean {
  return /^[A-Za-z_][\w.-]{0,199}$/.test(text);
}
