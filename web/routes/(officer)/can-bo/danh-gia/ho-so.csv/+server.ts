import { exportResponse } from '#lib/server/export-response.ts';
import { ratingTable } from '#lib/server/rating-table.ts';
import type { RequestHandler } from './$types.js';

/** The ratings behind a figure as CSV. */
export const GET: RequestHandler = async (event) => exportResponse('csv', await ratingTable(event));
