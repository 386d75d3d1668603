import { csvPiecesOf } from '@cuaso/platform/reports/csv-export.ts';
import { download, figuresOf } from '#lib/server/figures-export.ts';
import type { RequestHandler } from './$types.js';

/** The figures of this address as CSV. */
export const GET: RequestHandler = async (event) => {
  const { columns, rows, fileName } = await figuresOf(event);
  return download(csvPiecesOf(columns, rows), `${fileName}.csv`, 'text/csv; charset=utf-8');
};
