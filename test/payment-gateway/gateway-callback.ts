import { hmacOf } from './gateway-service.ts';
import type { GatewayState } from './gateway-service.ts';

/** How a callback is changed: other values; signed with the right key, another one, or still with the old signature. */
export type CallbackChange = {
  values?: Record<string, string>;
  signedWith?: 'right_key' | 'other_key' | 'before_the_change';
};

/** The callback about a payment, as the gateway sends it or a forger changes it. */
export function callbackOf(
  state: GatewayState,
  reference: string,
  change: CallbackChange = {},
): Record<string, string> {
  const payment = state.payments.get(reference);
  const status = payment?.status ?? '00';
  const honest = {
    vnp_Amount: payment?.amount ?? '100000',
    vnp_BankCode: 'NCB',
    vnp_BankTranNo: `VNP${payment?.number ?? '1'}`,
    vnp_CardType: 'ATM',
    vnp_OrderInfo: payment?.text ?? 'khong ro',
    vnp_PayDate: payment?.createDate ?? '20260310090000',
    vnp_ResponseCode: status === '00' ? '00' : '24',
    vnp_TmnCode: state.terminal,
    vnp_TransactionNo: status === '00' ? (payment?.number ?? '99') : '0',
    vnp_TransactionStatus: status,
    vnp_TxnRef: reference,
  };
  const { values = {}, signedWith = 'right_key' } = change;
  const changed: Record<string, string> = { ...honest, ...values };
  const signed = signedWith === 'before_the_change' ? honest : changed;
  const text = new URLSearchParams(Object.entries(signed).toSorted(([a], [b]) => (a < b ? -1 : 1))).toString();
  const secret = signedWith === 'other_key' ? 'another secret' : state.secret;
  return { ...changed, vnp_SecureHash: hmacOf(text, secret) };
}
