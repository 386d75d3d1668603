import { exportItems } from '@cuaso/systems/post/export-items.ts';
import { itemQueryOf } from '#lib/post/item-query.ts';
import { csvResponse } from '#lib/post/csv-response.ts';
import type { RequestHandler } from './$types.js';

/** The items as the list shows them, all pages of it. */
export const GET: RequestHandler = async ({ locals, url }) =>
  csvResponse(await locals.run(exportItems, itemQueryOf(url)));
