import { getSignedDocument } from '@cuaso/systems/signing/get-signed-document.ts';
import { originalHeaders, secretIn } from '#lib/server/original.ts';
import type { PageServerLoad } from './$types.js';

/** The signed original behind the QR code of a paper result, checked anew. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  setHeaders(originalHeaders);
  const secret = secretIn(url);
  const found = await locals.run(getSignedDocument, { code: params.code, secret });
  const { base64: _, ...original } = found;
  const rating = `/danh-gia/${encodeURIComponent(params.code)}?k=${encodeURIComponent(secret)}`;
  return { original, rating, code: params.code, href: `${url.pathname}/ban-goc.pdf?k=${encodeURIComponent(secret)}` };
};
