import { dossierTable } from '#lib/server/dossier-slice.ts';
import { exportResponse } from '#lib/server/export-response.ts';
import type { RequestHandler } from './$types.js';

/** The dossiers behind a figure as XLSX. */
export const GET: RequestHandler = async (event) => exportResponse('xlsx', await dossierTable(event));
