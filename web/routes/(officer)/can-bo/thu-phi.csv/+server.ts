import { exportPayments } from '@cuaso/systems/payments/export-payments.ts';
import { paymentQueryOf } from '#lib/payments/payment-query.ts';
import type { RequestHandler } from './$types.js';

/** The payments as the list shows them, all pages of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { fileName, mediaType, text } = await locals.run(exportPayments, paymentQueryOf(url));
  return new Response(text, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
