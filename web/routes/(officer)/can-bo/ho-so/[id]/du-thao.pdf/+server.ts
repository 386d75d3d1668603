import { previewResult } from '@cuaso/systems/onestop/preview-result.ts';
import { pdfResponse } from '#lib/server/pdf-response.ts';
import type { RequestHandler } from './$types.js';

/** The result as it will be signed, to be read before. */
export const GET: RequestHandler = async ({ locals, params }) =>
  pdfResponse(await locals.run(previewResult, { dossierId: params.id }));
