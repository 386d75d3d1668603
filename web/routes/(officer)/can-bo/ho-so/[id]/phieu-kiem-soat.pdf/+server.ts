import { printControlSheet } from '@cuaso/systems/onestop/print-control-sheet.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** Form 05 of the dossier, to be looked at and printed. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printControlSheet, { dossierId: params.id }));
