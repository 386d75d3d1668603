import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { readFile } from '@cuaso/systems/onestop/read-file.ts';
import type { RequestHandler } from './$types.js';

/** A file of a dossier, to be saved. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.run(readFile, { fileId: params.id });
  return new Response(Buffer.from(file.base64, 'base64'), { headers: downloadHeadersOf(file) });
};
