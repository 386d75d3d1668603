import { isFailure } from '@cuaso/kernel/errors.ts';
import { takeCallback } from '@cuaso/systems/payments/take-callback.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

/**
 * The address that the gateway calls with the outcome of a payment. It hands the parameters to the operation, which believes the
 * signature alone, and answers in the words of the protocol; anything that goes wrong is "99", and the gateway calls again.
 */
export const GET: RequestHandler = async ({ locals, url }) => {
  const parameters = Object.fromEntries(url.searchParams);
  const { code, message } = await locals.run(takeCallback, { parameters }).catch((thrown: unknown) => {
    if (!isFailure(thrown)) throw thrown;
    return { code: '99', message: 'Unknown error' };
  });
  return json({ RspCode: code, Message: message }, { headers: { 'cache-control': 'no-store' } });
};
