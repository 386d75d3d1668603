import { catalogueOf } from '#lib/server/catalogue-export.ts';
import { exportResponse } from '#lib/server/export-response.ts';
import type { RequestHandler } from './$types.js';

/** The catalogue of this address as an Excel file. */
export const GET: RequestHandler = async (event) => exportResponse('xlsx', await catalogueOf(event));
