import { printMyReceipt } from '@cuaso/systems/payments/print-my-receipt.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** The receipt of an own payment. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printMyReceipt, { orderId: params.order }));
