import { browseProcedures } from '@cuaso/systems/procedures/browse-procedures.ts';
import { attempt } from '#lib/server/attempt.ts';
import { catalogueQueryOf } from '#lib/procedures/catalogue-query.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 20;

/** The catalogue as the address asks for it: words, field, level, agency, online level, order, page. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const filters = catalogueQueryOf(url.searchParams);
  const page = pageOf(url);
  const found = await attempt(
    locals.run(browseProcedures, { ...filters, limit: perPage, offset: Math.min((page - 1) * perPage, 10_000) }),
  );
  return { filters, page, perPage, found: found.value, refusal: found.refusal };
};
