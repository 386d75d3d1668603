import { Readable } from 'node:stream';
import { csvPiecesOf } from '@cuaso/platform/reports/csv-export.ts';
import type { Column, Rows } from '@cuaso/platform/reports/export-columns.ts';
import { xlsxPiecesOf } from '@cuaso/platform/reports/xlsx-export.ts';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A table as a file to save, piece by piece. */
export function exportResponse<Row>(
  format: 'csv' | 'xlsx',
  table: { name: string; title: string; columns: readonly Column<Row>[]; rows: Rows<Row> },
): Response {
  const { name, title, columns, rows } = table;
  const pieces =
    format === 'csv' ? csvPiecesOf(columns, rows) : xlsxPiecesOf({ name: title, columns, rows, madeAt: new Date() });
  return new Response(Readable.toWeb(Readable.from(pieces)) as ReadableStream, {
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'private, no-store',
    },
  });
}
