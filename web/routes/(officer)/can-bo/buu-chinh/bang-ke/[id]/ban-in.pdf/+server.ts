import { printHandOver } from '@cuaso/systems/post/print-hand-over.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** The list for both sides to sign. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(printHandOver, { handOverId: params.id }));
