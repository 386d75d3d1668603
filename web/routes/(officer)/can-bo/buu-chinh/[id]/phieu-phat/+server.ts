import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { readProof } from '@cuaso/systems/post/read-proof.ts';
import type { RequestHandler } from './$types.js';

/** The scanned slip of an item. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.run(readProof, { itemId: params.id });
  return new Response(Buffer.from(file.base64, 'base64'), { headers: downloadHeadersOf(file) });
};
