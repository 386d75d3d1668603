import { printRefusal } from '@cuaso/systems/onestop/print-refusal.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** Form 03 of the dossier, to be looked at and printed. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printRefusal, { dossierId: params.id }));
