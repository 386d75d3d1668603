import { printMyReceipt } from '@cuaso/systems/services/print-my-receipt.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** The receipt of an own dossier, shown by the browser so that it can be printed at once. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printMyReceipt, { dossierId: params.id }));
