import { decideRefund } from '@cuaso/systems/payments/decide-refund.ts';
import { recordRefundByHand } from '@cuaso/systems/payments/record-refund-by-hand.ts';
import { error, type RequestEvent } from '@sveltejs/kit';
import { isRefundAct } from '#lib/payments/refund-acts.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Asks once more; whether the refund may be decided, the operation says. */
export const load: PageServerLoad = ({ params }) => {
  if (!isRefundAct(params.act)) error(404, { message: 'Không tìm thấy trang này.' });
  return { word: params.act };
};

const done = (_: unknown, { params }: RequestEvent) => `/can-bo/thu-phi/hoan-tien?xong=${params['act']}`;
const decided = (decision: 'confirm' | 'refuse') =>
  formAction(decideRefund, {
    prepare: (input, event) => ({ ...input, refundId: event.params['refund'] ?? '', decision }),
    done,
  });

const byWord = {
  duyet: decided('confirm'),
  'khong-duyet': decided('refuse'),
  'da-hoan': formAction(recordRefundByHand, {
    prepare: (input, event) => ({ ...input, refundId: event.params['refund'] ?? '' }),
    done,
  }),
};

export const actions: Actions = {
  default: (event) => {
    const { act } = event.params;
    if (!isRefundAct(act)) error(404, { message: 'Không tìm thấy trang này.' });
    return byWord[act](event);
  },
};
