import { askRefund } from '@cuaso/systems/payments/ask-refund.ts';
import { cancelPayment } from '@cuaso/systems/payments/cancel-payment.ts';
import { collectPayment } from '@cuaso/systems/payments/collect-payment.ts';
import { getPayment } from '@cuaso/systems/payments/get-payment.ts';
import { voidReceipt } from '@cuaso/systems/payments/void-receipt.ts';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { isPaymentAct, paymentActs } from '#lib/payments/payment-acts.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Asks once more before something that cannot be undone; what is not open now leads back. */
export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isPaymentAct(params.act)) error(404, { message: 'Không tìm thấy trang này.' });
  const { order, acts } = await locals.run(getPayment, { orderId: params.id });
  if (!acts.includes(paymentActs[params.act].act)) redirect(303, `/can-bo/thu-phi/${params.id}`);
  return { order, word: params.act };
};

const options = {
  prepare: (input: Record<string, unknown>, event: RequestEvent) => ({ ...input, orderId: event.params['id'] ?? '' }),
  done: (_: unknown, { params }: RequestEvent) => `/can-bo/thu-phi/${params['id']}?xong=${params['act']}`,
};

const byWord = {
  'thu-tien': formAction(collectPayment, options),
  huy: formAction(cancelPayment, options),
  'hoan-tien': formAction(askRefund, options),
  'huy-bien-lai': formAction(voidReceipt, options),
};

export const actions: Actions = {
  default: (event) => {
    const { act } = event.params;
    if (!isPaymentAct(act)) error(404, { message: 'Không tìm thấy trang này.' });
    return byWord[act](event);
  },
};
