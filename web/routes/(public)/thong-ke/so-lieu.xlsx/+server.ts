import { xlsxPiecesOf } from '@cuaso/platform/reports/xlsx-export.ts';
import { download, figuresOf } from '#lib/server/figures-export.ts';
import type { RequestHandler } from './$types.js';

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The figures of this address as an Excel file. */
export const GET: RequestHandler = async (event) => {
  const { columns, rows, fileName, sheetName } = await figuresOf(event);
  return download(xlsxPiecesOf({ name: sheetName, columns, rows, madeAt: new Date() }), `${fileName}.xlsx`, mediaType);
};
