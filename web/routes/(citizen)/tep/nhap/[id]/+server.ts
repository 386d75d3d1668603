import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { downloadOwnFile } from '@cuaso/systems/files/download-own-file.ts';
import type { RequestHandler } from './$types.js';

/** A file that waits with a draft: only who uploaded it gets it back. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.run(downloadOwnFile, { id: params.id });
  return new Response(Buffer.from(file.base64, 'base64'), { headers: downloadHeadersOf(file) });
};
