import { listDossiers } from '@cuaso/systems/statistics/list-dossiers.ts';
import { attempt } from '#lib/server/attempt.ts';
import { figureOf } from '#lib/server/dossier-slice.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

const perPage = 50;

/** The dossiers that make up one figure. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { by, slice, measure } = figureOf(url);
  const page = pageOf(url);
  const offset = Math.min((page - 1) * perPage, 1_000_000);
  const { value, refusal } = await attempt(locals.run(listDossiers, { ...slice, measure, limit: perPage, offset }));
  return { by, slice, measure, page, perPage, found: value, refusal };
};
