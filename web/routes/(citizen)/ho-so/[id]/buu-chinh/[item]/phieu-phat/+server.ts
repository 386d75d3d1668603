import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { readMyProof } from '@cuaso/systems/post/read-my-proof.ts';
import type { RequestHandler } from './$types.js';

/** The scanned slip of an own item; whose it is, the operation decides. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.run(readMyProof, { itemId: params.item });
  return new Response(Buffer.from(file.base64, 'base64'), { headers: downloadHeadersOf(file) });
};
