import type { Heard, Said } from '../signing-services/http-service.ts';
import { hmacOf } from './gateway-service.ts';
import type { GatewayPayment, GatewayState } from './gateway-service.ts';

type Given = Record<string, string>;

/** The gateway's API: questions about a payment, refunds, the list of a day. */
export function answeredApi(state: GatewayState, { method, body }: Heard): Said {
  if (method !== 'POST') return { status: 405, type: 'text/plain', body: 'POST' };
  const { vnp_SecureHash: hash, ...given } = JSON.parse(body.toString()) as Given;
  const command = given['vnp_Command'] ?? '';
  if (state.behaviour.silent.includes(command)) return 'nothing';
  // The client signs its values in the order in which it sends them, which is the published one.
  if (hmacOf(Object.values(given).join('|'), state.secret) !== hash)
    return said(state, ['97'], { vnp_ResponseCode: '97' });
  const payment = state.payments.get(given['vnp_TxnRef'] ?? '');
  if (command === 'list') return listed(state, given);
  if (command === 'querydr') return queried(state, given, payment);
  return refunded(state, given, payment);
}

function queried(state: GatewayState, given: Given, payment: GatewayPayment | undefined): Said {
  const isKnown = payment !== undefined && payment.createDate === given['vnp_TransactionDate'];
  const answer = {
    vnp_ResponseId: 'r1',
    vnp_Command: 'querydr',
    vnp_ResponseCode: isKnown ? '00' : '91',
    vnp_Message: '',
    vnp_TmnCode: state.terminal,
    vnp_TxnRef: given['vnp_TxnRef'] ?? '',
    vnp_Amount: isKnown ? payment.amount : '',
    vnp_BankCode: '',
    vnp_PayDate: '',
    vnp_TransactionNo: isKnown ? payment.number : '',
    vnp_TransactionType: '01',
    vnp_TransactionStatus: isKnown ? payment.status : '',
    vnp_OrderInfo: '',
    vnp_PromotionCode: '',
    vnp_PromotionAmount: '',
  };
  return said(state, Object.values(answer), answer);
}

function refunded(state: GatewayState, given: Given, payment: GatewayPayment | undefined): Said {
  const requestId = given['vnp_RequestId'] ?? '';
  const fits =
    payment !== undefined && payment.amount === given['vnp_Amount'] && payment.number === given['vnp_TransactionNo'];
  const code = state.behaviour.refundCode || (fits ? '00' : '91');
  if (code === '00' && payment !== undefined && !payment.refunds.has(requestId)) {
    state.refundsMade += 1;
    payment.refunds.set(requestId, `R${payment.number}`);
  }
  const answer = {
    vnp_ResponseId: 'r2',
    vnp_Command: 'refund',
    vnp_ResponseCode: code,
    vnp_Message: '',
    vnp_TmnCode: state.terminal,
    vnp_TxnRef: given['vnp_TxnRef'] ?? '',
    vnp_Amount: given['vnp_Amount'] ?? '',
    vnp_BankCode: '',
    vnp_PayDate: '',
    vnp_TransactionNo: payment?.refunds.get(requestId) ?? '',
    vnp_TransactionType: '02',
    vnp_TransactionStatus: '05',
    vnp_OrderInfo: '',
  };
  return said(state, Object.values(answer), answer);
}

function listed(state: GatewayState, given: Given): Said {
  const date = given['vnp_Date'] ?? '';
  const rows = [...state.payments.values()]
    .filter((one) => one.status === '00' && one.createDate.startsWith(date))
    .map((one) => ({ vnp_TxnRef: one.reference, vnp_TransactionNo: one.number, vnp_Amount: one.amount }));
  const signed = ['00', state.terminal, date, ...rows.flatMap((row) => Object.values(row))];
  return said(state, signed, {
    vnp_ResponseCode: '00',
    vnp_Date: date,
    vnp_TmnCode: state.terminal,
    vnp_Transactions: rows,
  });
}

function said(state: GatewayState, signed: readonly string[], answer: object): Said {
  const secret = state.behaviour.forges ? 'another secret' : state.secret;
  const body = JSON.stringify({ ...answer, vnp_SecureHash: hmacOf(signed.join('|'), secret) });
  return { status: 200, type: 'application/json', body };
}
