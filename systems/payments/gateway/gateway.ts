import { fail } from '@cuaso/kernel/errors.ts';

/** A payment to begin: our reference (one for each try), how much, until when, and where the payer comes back to. */
export type PaymentRequest = {
  reference: string;
  amountVnd: number;
  text: string;
  createdAt: Date;
  expiresAt: Date;
  returnUrl: string;
  /** The payer's network address, which Vietnamese gateways ask for. */
  payerAddress: string;
};

/** What a gateway says of one payment, by a callback or asked. `unknown`: it has never heard of the reference. */
export type PaymentFacts = {
  status: 'paid' | 'not_paid' | 'pending' | 'unknown';
  reference: string;
  amountVnd: number;
  /** The gateway's own number of the transaction; empty where there is none. */
  gatewayNumber: string;
  resultCode: string;
};

/** A refund of the whole of a payment; `requestId` is the same however often it is sent. */
export type RefundRequest = {
  requestId: string;
  reference: string;
  gatewayNumber: string;
  amountVnd: number;
  begunAt: Date;
  askedBy: string;
  text: string;
};

/** How a refund went; `pending` is asked about again with the same request. */
export type RefundAnswer = { status: 'done' | 'pending' | 'refused'; reference: string; resultCode: string };

/** One payment in the gateway's list of a day. */
export type ListedPayment = { reference: string; gatewayNumber: string; amountVnd: number };

/** The code of each answer to a callback, as the protocol names them. */
export type CallbackAnswer = { code: '00' | '01' | '02' | '04' | '97' | '99'; message: string };

/**
 * A payment gateway, whichever it is. Beginning and reading are pure; `query`, `refund` and `listOf` go over the network and
 * throw where no trustworthy answer came, which says nothing about the payment.
 */
export type PaymentGateway = {
  name: string;
  payUrlOf: (request: PaymentRequest) => string;
  /** The facts of a callback whose signature is right; nothing otherwise. */
  readCallback: (parameters: Readonly<Record<string, string>>) => PaymentFacts | undefined;
  query: (payment: { requestId: string; reference: string; createdAt: Date }) => Promise<PaymentFacts>;
  refund: (request: RefundRequest) => Promise<RefundAnswer>;
  /** All payments of a day in Viet Nam; missing where the gateway offers no list. */
  listOf?: (day: string, requestId: string) => Promise<ListedPayment[]>;
};

const place = 'payments.gateway';

/** Says once, at start, which gateway this installation has. */
export function setPaymentGateway(memory: Map<string, unknown>, gateway: PaymentGateway | undefined): void {
  if (gateway !== undefined) memory.set(place, gateway);
}

/** The gateway of this installation, if it has one. */
export function findPaymentGateway(memory: Map<string, unknown>): PaymentGateway | undefined {
  return memory.get(place) as PaymentGateway | undefined;
}

/** The gateway of this installation; refuses where none is set up. */
export function requirePaymentGateway(memory: Map<string, unknown>): PaymentGateway {
  return findPaymentGateway(memory) ?? fail('unavailable', 'payments.no_gateway', { messageVi: noGateway });
}

const noGateway = 'Hệ thống chưa nối với cổng thanh toán. Xin chuyển khoản theo mã QR hoặc nộp tại quầy.';
