import { PassThrough } from 'node:stream';
import { dayOf, minuteOfDay } from '@cuaso/kernel/clock.ts';
import ExcelJS from 'exceljs';
import type { Column, Rows } from './export-columns.ts';

const formats = {
  text: '@',
  number: '#,##0.##',
  money: '#,##0',
  date: 'dd/mm/yyyy',
  instant: 'hh:mm dd/mm/yyyy',
} as const;
const usualWidths = { text: 30, number: 12, money: 16, date: 12, instant: 18 } as const;
/** What Excel takes in one sheet and one cell. */
const mostRows = 1_048_575;
const mostLetters = 32_767;

/** A sheet to export: its name is shown on the tab. */
export type Sheet<Row> = { name: string; columns: readonly Column<Row>[]; rows: Rows<Row>; madeAt: Date };

/**
 * A table as an Excel workbook piece by piece: days are days, numbers are numbers, the heading stays in sight and can be
 * filtered. Texts are stored as texts: none is calculated, whatever it begins with.
 */
export function xlsxPiecesOf<Row>(sheet: Sheet<Row>): AsyncIterable<Uint8Array> {
  const stream = new PassThrough();
  write(sheet, stream).catch((error: unknown) => stream.destroy(error as Error));
  return stream;
}

async function write<Row>({ name, columns, rows, madeAt }: Sheet<Row>, stream: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  workbook.created = madeAt;
  workbook.modified = madeAt;
  const worksheet = workbook.addWorksheet(tabName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  worksheet.columns = columns.map((column) => ({
    header: column.title,
    width: column.width ?? Math.max(usualWidths[column.kind], Math.min(40, column.title.length + 2)),
    style: { numFmt: formats[column.kind], alignment: { vertical: 'top', wrapText: column.kind === 'text' } },
  }));
  worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, columns.length) } };
  const heading = worksheet.getRow(1);
  heading.font = { bold: true };
  heading.alignment = { vertical: 'middle', wrapText: true };
  heading.commit();
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > mostRows) throw new RangeError(`more than ${mostRows} rows do not fit into a sheet`);
    worksheet.addRow(columns.map((column) => cellOf(column, row))).commit();
    // The reader may be slower than the database.
    if (stream.writableNeedDrain) await new Promise((resolve) => stream.once('drain', resolve));
  }
  await workbook.commit();
}

function cellOf<Row>(column: Column<Row>, row: Row): string | number | Date | null {
  switch (column.kind) {
    case 'text':
      return column.value(row)?.toWellFormed().replace(notInXml, '').slice(0, mostLetters) ?? null;
    case 'number':
    case 'money':
      return column.value(row);
    case 'date': {
      const day = column.value(row);
      return day === null ? null : new Date(`${day}T00:00:00Z`);
    }
    case 'instant': {
      const at = column.value(row);
      // A cell knows no time zone: it gets the clock of Viet Nam.
      return at === null ? null : new Date(Date.parse(`${dayOf(at)}T00:00:00Z`) + minuteOfDay(at) * 60_000);
    }
  }
}

// XML 1.0 has no place for these; a workbook with one of them does not open.
const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function tabName(name: string): string {
  return (
    name
      .replace(/[*?:\\/[\]]/g, ' ')
      .slice(0, 31)
      .trim() || 'Bảng'
  );
}
