import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { readMyFile } from '@cuaso/systems/services/read-my-file.ts';
import type { RequestHandler } from './$types.js';

/** A file of an own dossier; whose it is, the operation decides. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.run(readMyFile, { fileId: params.id });
  return new Response(Buffer.from(file.base64, 'base64'), { headers: downloadHeadersOf(file) });
};
