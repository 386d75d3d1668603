import { printSupplement } from '@cuaso/systems/onestop/print-supplement.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** Form 02 of the dossier, to be looked at and printed. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printSupplement, { dossierId: params.id }));
