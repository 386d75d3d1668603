import { exportHandOver } from '@cuaso/systems/post/export-hand-over.ts';
import { csvResponse } from '#lib/post/csv-response.ts';
import type { RequestHandler } from './$types.js';

/** The list as a file for the post. */
export const GET: RequestHandler = async ({ locals, params }) =>
  csvResponse(await locals.run(exportHandOver, { handOverId: params.id }));
