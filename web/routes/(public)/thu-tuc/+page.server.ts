import { listAgencies } from '@cuaso/systems/directory/list-agencies.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { searchProcedures } from '@cuaso/systems/procedures/search-procedures.ts';
import { attempt } from '#lib/server/attempt.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 20;
const levels = ['province', 'district', 'commune'] as const;

/** The catalogue as the address asks for it: words, field, level, agency, online level, page. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = (name: string) => url.searchParams.get(name)?.trim() || undefined;
  const filters = {
    q: asked('q')?.slice(0, 200) ?? '',
    fieldCode: asked('linh-vuc'),
    level: levels.find((level) => level === asked('cap')),
    agencyId: asked('co-quan'),
    onlineLevel: [1, 2, 3, 4].find((level) => String(level) === asked('muc-do')),
  };
  const page = pageOf(url);
  const { q, ...narrowed } = filters;
  const given = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined));
  const [found, fields, agencies] = await Promise.all([
    attempt(
      locals.run(searchProcedures, { q, ...given, limit: perPage, offset: Math.min((page - 1) * perPage, 10_000) }),
    ),
    locals.run(listFields, {}),
    locals.run(listAgencies, { level: 'province', limit: 100 }),
  ]);
  return {
    filters,
    page,
    perPage,
    found: found.value,
    refusal: found.refusal,
    fields: fields.rows,
    agencies: agencies.rows,
  };
};
