import { printReceipt } from '@cuaso/systems/onestop/print-receipt.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** Form 01 of the dossier, to be looked at and printed. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printReceipt, { dossierId: params.id }));
