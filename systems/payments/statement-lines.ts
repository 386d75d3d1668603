import { plainDate } from '@cuaso/kernel/fields.ts';
import { findVnd } from '@cuaso/kernel/money.ts';

/** An incoming transfer as a bank statement says it. */
export type StatementLine = { bankReference: string; bookedOn: string; amountVnd: number; purpose: string };

/** What is wrong with a statement: which line, counted from 1, the head included. */
export type StatementProblem = { line: number };

const names = ['so_giao_dich', 'ngay', 'so_tien', 'noi_dung'] as const;
const most = 20_000;

/**
 * Reads a statement: text in UTF-8, one transfer a line, separated by semicolons, commas or tabs, with a head that names the
 * four columns. All of it or nothing: half a statement would be mistaken for a whole one.
 */
export function statementLinesOf(text: string): StatementLine[] | StatementProblem {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const head = lines[0] ?? '';
  const separator = [';', '\t', ','].find((one) => head.includes(one)) ?? ';';
  const columns = cellsOf(head, separator).map((one) => one.trim().toLowerCase());
  const places = names.map((name) => columns.indexOf(name));
  if (places.includes(-1)) return { line: 1 };
  const found: StatementLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = cellsOf(line, separator);
    const parsed = lineOf(places.map((place) => (cells[place] ?? '').trim()));
    if (parsed === undefined || found.length >= most) return { line: index + 1 };
    found.push(parsed);
  }
  return found.length === 0 ? { line: 2 } : found;
}

function lineOf([reference = '', day = '', amount = '', purpose = '']: string[]): StatementLine | undefined {
  const bookedOn = plainDate.safeParse(day);
  const amountVnd = findVnd(amount);
  if (!/^[\w./-]{1,60}$/.test(reference) || !bookedOn.success || !amountVnd || amountVnd > 1e13) return undefined;
  return { bankReference: reference, bookedOn: bookedOn.data, amountVnd, purpose: purpose.slice(0, 500) };
}

/** Cells of a line; a cell in quotes may hold the separator, and two quotes for one. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const end = quoted === null ? rest.indexOf(separator) : rest.indexOf(separator, quoted[0].length);
    const raw = end === -1 ? rest : rest.slice(0, end);
    cells.push(quoted === null ? raw : (quoted[1] ?? '').replaceAll('""', '"'));
    if (end === -1) return cells;
    rest = rest.slice(end + 1);
  }
}
