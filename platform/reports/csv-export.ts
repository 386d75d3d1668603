import { csvLine, type CsvValue } from '@cuaso/kernel/csv.ts';
import { formatDate, formatDateTime } from '@cuaso/kernel/vietnamese.ts';
import type { Column, Rows } from './export-columns.ts';

const flushAt = 64 * 1024;

/**
 * A table as CSV (RFC 4180) piece by piece: UTF-8 with a byte order mark, so that Excel reads Vietnamese, and no text
 * that a spreadsheet would take for a formula.
 */
export async function* csvPiecesOf<Row>(columns: readonly Column<Row>[], rows: Rows<Row>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let pending = `\uFEFF${csvLine(columns.map((column) => column.title))}`;
  for await (const row of rows) {
    pending += csvLine(columns.map((column) => valueOf(column, row)));
    if (pending.length < flushAt) continue;
    yield encoder.encode(pending);
    pending = '';
  }
  if (pending !== '') yield encoder.encode(pending);
}

function valueOf<Row>(column: Column<Row>, row: Row): CsvValue {
  switch (column.kind) {
    case 'text':
    case 'number':
    case 'money':
      return column.value(row);
    case 'date': {
      const day = column.value(row);
      return day === null ? null : formatDate(day);
    }
    case 'instant': {
      const at = column.value(row);
      return at === null ? null : formatDateTime(at);
    }
  }
}
