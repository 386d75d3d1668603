import { exportCertificates } from '@cuaso/systems/signing/export-certificates.ts';
import { certificateQueryOf } from '#lib/signing/certificate-query.ts';
import type { RequestHandler } from './$types.js';

/** The inventory of certificates as the list shows it, all pages of it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { fileName, mediaType, text } = await locals.run(exportCertificates, certificateQueryOf(url));
  return new Response(text, {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
