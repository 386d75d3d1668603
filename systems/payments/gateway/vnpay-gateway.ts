import { z } from 'zod';
import type { ListedPayment, PaymentFacts, PaymentGateway, PaymentRequest, RefundAnswer } from './gateway.ts';
import { isSignatureOf, signatureOf, sortedQueryOf } from './gateway-signature.ts';
import { gatewayTextOf, gatewayTimeOf } from './gateway-texts.ts';
import { postSigned } from './post-signed.ts';

/** Where the gateway is and as whom we come; the secret is in no log and no error. */
export type VnpaySettings = {
  payUrl: string;
  apiUrl: string;
  /** Where the list of a day is; without it there is no daily comparison. */
  listUrl?: string;
  terminal: string;
  secret: string;
};

const version = '2.1.0';
const amount = z.string().regex(/^\d{1,15}$/);
const text = z.string().max(500).default('');

const queryAnswer = z.object({
  vnp_ResponseId: text,
  vnp_Command: text,
  vnp_ResponseCode: z.string().max(10),
  vnp_Message: text,
  vnp_TmnCode: text,
  vnp_TxnRef: text,
  vnp_Amount: amount.or(z.literal('')).default(''),
  vnp_BankCode: text,
  vnp_PayDate: text,
  vnp_TransactionNo: text,
  vnp_TransactionType: text,
  vnp_TransactionStatus: text,
  vnp_OrderInfo: text,
  vnp_PromotionCode: text,
  vnp_PromotionAmount: text,
  vnp_SecureHash: z.string().max(200),
});
const refundAnswer = queryAnswer.omit({ vnp_PromotionCode: true, vnp_PromotionAmount: true });
const listAnswer = z.object({
  vnp_ResponseCode: z.string().max(10),
  vnp_Date: z.string(),
  vnp_TmnCode: text,
  vnp_Transactions: z
    .array(z.object({ vnp_TxnRef: z.string().max(100), vnp_TransactionNo: z.string().max(100), vnp_Amount: amount }))
    .max(100_000),
  vnp_SecureHash: z.string().max(200),
});

/** The gateway that speaks the protocol of VNPAY 2.1.0; docs/operate/payments.md says which parts. */
export function vnpayGateway(settings: VnpaySettings, now: () => Date): PaymentGateway {
  const { listUrl } = settings;
  return {
    name: 'VNPAY',
    payUrlOf: (request) => payUrlOf(settings, request),
    readCallback: (parameters) => readCallback(settings, parameters),
    query: (payment) => query(settings, payment, now()),
    refund: (request) => refund(settings, request, now()),
    ...(listUrl !== undefined && { listOf: (day, requestId) => listOf({ ...settings, listUrl }, day, requestId) }),
  };
}

function payUrlOf({ payUrl, terminal, secret }: VnpaySettings, request: PaymentRequest): string {
  const asked = sortedQueryOf({
    vnp_Version: version,
    vnp_Command: 'pay',
    vnp_TmnCode: terminal,
    vnp_Amount: String(request.amountVnd * 100),
    vnp_CurrCode: 'VND',
    vnp_TxnRef: request.reference,
    vnp_OrderInfo: gatewayTextOf(request.text),
    vnp_OrderType: 'other',
    vnp_Locale: 'vn',
    vnp_ReturnUrl: request.returnUrl,
    vnp_IpAddr: request.payerAddress,
    vnp_CreateDate: gatewayTimeOf(request.createdAt),
    vnp_ExpireDate: gatewayTimeOf(request.expiresAt),
  });
  return `${payUrl}?${asked}&vnp_SecureHash=${signatureOf(asked, secret)}`;
}

/** Everything but the signature itself is signed; another terminal's callback is nobody's here. */
function readCallback(
  { terminal, secret }: VnpaySettings,
  parameters: Readonly<Record<string, string>>,
): PaymentFacts | undefined {
  const { vnp_SecureHash: given = '', vnp_SecureHashType: _, ...signed } = parameters;
  if (!isSignatureOf(given, sortedQueryOf(signed), secret) || signed['vnp_TmnCode'] !== terminal) return undefined;
  const parsed = amount.safeParse(signed['vnp_Amount']);
  const reference = signed['vnp_TxnRef'] ?? '';
  if (!parsed.success || reference === '') return undefined;
  const [answer = '', status = ''] = [signed['vnp_ResponseCode'], signed['vnp_TransactionStatus']];
  const isPaid = answer === '00' && status === '00';
  return {
    status: isPaid ? 'paid' : 'not_paid',
    reference,
    amountVnd: vndOf(parsed.data),
    gatewayNumber: signed['vnp_TransactionNo'] ?? '',
    resultCode: isPaid ? '00' : answer === '00' ? status : answer,
  };
}

async function query(
  { apiUrl, terminal, secret }: VnpaySettings,
  payment: { requestId: string; reference: string; createdAt: Date },
  now: Date,
): Promise<PaymentFacts> {
  const asked = {
    vnp_RequestId: payment.requestId,
    vnp_Version: version,
    vnp_Command: 'querydr',
    vnp_TmnCode: terminal,
    vnp_TxnRef: payment.reference,
    vnp_TransactionDate: gatewayTimeOf(payment.createdAt),
    vnp_CreateDate: gatewayTimeOf(now),
    vnp_IpAddr: '127.0.0.1',
    vnp_OrderInfo: `Hoi giao dich ${payment.reference}`,
  };
  const answer = await postSigned(apiUrl, asked, secret, queryAnswer, (one) => Object.values(one));
  // 91: no such transaction; any other refusal says nothing about the payment.
  if (answer.vnp_ResponseCode === '91')
    return { status: 'unknown', reference: payment.reference, amountVnd: 0, gatewayNumber: '', resultCode: '91' };
  if (answer.vnp_ResponseCode !== '00') throw new Error(`the gateway answers ${answer.vnp_ResponseCode} to a question`);
  if (answer.vnp_TxnRef !== payment.reference) throw new Error('the gateway answers about another payment');
  const status = answer.vnp_TransactionStatus;
  return {
    status: status === '00' ? 'paid' : status === '01' ? 'pending' : 'not_paid',
    reference: payment.reference,
    amountVnd: vndOf(answer.vnp_Amount),
    gatewayNumber: answer.vnp_TransactionNo,
    resultCode: status,
  };
}

async function refund(
  { apiUrl, terminal, secret }: VnpaySettings,
  request: Parameters<PaymentGateway['refund']>[0],
  now: Date,
): Promise<RefundAnswer> {
  const asked = {
    vnp_RequestId: request.requestId,
    vnp_Version: version,
    vnp_Command: 'refund',
    vnp_TmnCode: terminal,
    vnp_TransactionType: '02',
    vnp_TxnRef: request.reference,
    vnp_Amount: String(request.amountVnd * 100),
    vnp_TransactionNo: request.gatewayNumber,
    vnp_TransactionDate: gatewayTimeOf(request.begunAt),
    vnp_CreateBy: gatewayTextOf(request.askedBy),
    vnp_CreateDate: gatewayTimeOf(now),
    vnp_IpAddr: '127.0.0.1',
    vnp_OrderInfo: gatewayTextOf(request.text),
  };
  const answer = await postSigned(apiUrl, asked, secret, refundAnswer, (one) => Object.values(one));
  const { vnp_ResponseCode: code, vnp_TransactionNo: reference } = answer;
  // 94: this request was sent before and is still worked on.
  if (code === '94') return { status: 'pending', reference, resultCode: code };
  if (code !== '00') return { status: 'refused', reference, resultCode: code };
  const isOther = answer.vnp_TxnRef !== request.reference || vndOf(answer.vnp_Amount) !== request.amountVnd;
  if (isOther) throw new Error('the gateway answers about another refund');
  return { status: 'done', reference, resultCode: code };
}

async function listOf(
  { listUrl, terminal, secret }: VnpaySettings & { listUrl: string },
  day: string,
  requestId: string,
): Promise<ListedPayment[]> {
  const date = day.replaceAll('-', '');
  const asked = {
    vnp_RequestId: requestId,
    vnp_Version: version,
    vnp_Command: 'list',
    vnp_TmnCode: terminal,
    vnp_Date: date,
  };
  const answer = await postSigned(listUrl, asked, secret, listAnswer, (one) => [
    one.vnp_ResponseCode,
    one.vnp_TmnCode,
    one.vnp_Date,
    ...one.vnp_Transactions.flatMap((row) => [row.vnp_TxnRef, row.vnp_TransactionNo, row.vnp_Amount]),
  ]);
  if (answer.vnp_ResponseCode !== '00' || answer.vnp_Date !== date)
    throw new Error('the gateway gives no list of this day');
  return answer.vnp_Transactions.map((row) => ({
    reference: row.vnp_TxnRef,
    gatewayNumber: row.vnp_TransactionNo,
    amountVnd: vndOf(row.vnp_Amount),
  }));
}

/** The gateway counts in hundredths; what is no whole đồng is an amount that we never asked for. */
function vndOf(hundredths: string): number {
  const all = Number(hundredths);
  return all % 100 === 0 ? all / 100 : 0;
}
