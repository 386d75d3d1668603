import { listCertificates } from '@cuaso/systems/signing/list-certificates.ts';
import { certificateQueryOf } from '#lib/signing/certificate-query.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The certificates within reach, what ends first at the top. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const query = certificateQueryOf(url);
  const found = await locals.run(listCertificates, { ...query, limit: perPage, offset: (page - 1) * perPage });
  return { page, perPage, query, found };
};
