/** A value of a cell; null is an empty cell. */
export type CsvValue = string | number | boolean | null;

const byteOrderMark = '\ufeff';

/**
 * A table as CSV text (RFC 4180) that spreadsheets open with Vietnamese letters intact. A text that a spreadsheet would
 * take for a formula gets an apostrophe in front, so that opening the file runs nothing.
 */
export function csvOf(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  return byteOrderMark + [header, ...rows].map(csvLine).join('');
}

/** One line of a CSV table with its line end, for tables that are written piece by piece. */
export function csvLine(row: readonly CsvValue[]): string {
  return `${row.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
