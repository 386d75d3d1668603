import { downloadHeadersOf } from '@cuaso/platform/files/download-headers.ts';
import { getSignedDocument } from '@cuaso/systems/signing/get-signed-document.ts';
import { originalHeaders, secretIn } from '#lib/server/original.ts';
import type { RequestHandler } from './$types.js';

/** The signed original, to be saved. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const file = await locals.run(getSignedDocument, { code: params.code, secret: secretIn(url) });
  const headers = { ...downloadHeadersOf({ ...file, name: file.fileName }), ...originalHeaders };
  return new Response(Buffer.from(file.base64, 'base64'), { headers });
};
