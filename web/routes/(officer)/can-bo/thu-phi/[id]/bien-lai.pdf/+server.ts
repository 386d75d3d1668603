import { printReceipt } from '@cuaso/systems/payments/print-receipt.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** The receipt of a payment. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printReceipt, { orderId: params.id }));
