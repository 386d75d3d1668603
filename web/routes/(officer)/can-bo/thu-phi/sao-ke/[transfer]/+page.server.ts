import { listTransfers } from '@cuaso/systems/payments/list-transfers.ts';
import { matchTransfer } from '@cuaso/systems/payments/match-transfer.ts';
import { setAsideTransfer } from '@cuaso/systems/payments/set-aside-transfer.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One transfer that waits, to be matched or set aside; one that was settled leads back to the list. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await locals.run(listTransfers, { transferId: params.transfer, limit: 1 });
  return { transfer: found.rows[0] ?? redirect(303, '/can-bo/thu-phi/sao-ke') };
};

const withId = (input: Record<string, unknown>, event: RequestEvent) => ({
  ...input,
  transferId: event.params['transfer'] ?? '',
});

export const actions: Actions = {
  khop: formAction(matchTransfer, { form: 'khop', prepare: withId, done: () => '/can-bo/thu-phi/sao-ke?xong=khop' }),
  'de-rieng': formAction(setAsideTransfer, {
    form: 'de-rieng',
    prepare: withId,
    done: () => '/can-bo/thu-phi/sao-ke?xong=de-rieng',
  }),
};
