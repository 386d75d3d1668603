import { instantAt } from '@cuaso/kernel/clock.ts';
import { plainDate } from '@cuaso/kernel/fields.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import type { Progress } from './record.ts';

/** A line of the post's report that could be read: our code or the post's number, and what it says. */
export type ReportLine = { line: number; mark: string; progress: Progress };
/** A line that could not be taken, and why. */
export type WrongLine = { line: number; text: string };

const names = ['ma', 'trang_thai', 'thoi_diem', 'nguoi_nhan', 'ly_do'] as const;
/** The most lines that one report may have. */
export const mostLines = 2_000;

const states: Readonly<Record<string, Progress['state']>> = {
  dang_chuyen: 'in_transit',
  da_phat: 'delivered',
  chuyen_hoan: 'returned',
  that_lac: 'lost',
};

/**
 * Reads the post's report: text in UTF-8, one item a line, separated by semicolons, commas or tabs, with a head that names the
 * five columns. Wrong lines are told one by one; undefined where even the head is wrong.
 */
export function readReport(text: string): { lines: ReportLine[]; wrong: WrongLine[] } | undefined {
  const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const head = rows[0] ?? '';
  const separator = [';', '\t', ','].find((one) => head.includes(one)) ?? ';';
  const columns = cellsOf(head, separator).map((one) => one.trim().toLowerCase());
  const places = names.map((name) => columns.indexOf(name));
  if (places.includes(-1) || rows.length > mostLines + 1) return undefined;
  const read: { lines: ReportLine[]; wrong: WrongLine[] } = { lines: [], wrong: [] };
  for (const [index, row] of rows.entries()) {
    if (index === 0 || row.trim() === '') continue;
    const cells = cellsOf(row, separator);
    const found = lineOf(places.map((place) => (cells[place] ?? '').normalize('NFC').trim()));
    if (typeof found === 'string') read.wrong.push({ line: index + 1, text: found });
    else read.lines.push({ line: index + 1, ...found });
  }
  return read;
}

function lineOf([mark = '', state = '', time = '', receiver = '', reason = '']: string[]):
  Omit<ReportLine, 'line'> | string {
  const tidy = mark.replace(/[\s.-]/g, '').toUpperCase();
  if (!/^[0-9A-Z]{8,20}$/.test(tidy)) return 'Mã bưu phẩm không đúng dạng.';
  const known = states[withoutDiacritics(state).toLowerCase().trim().replace(/\s+/g, '_')];
  if (known === undefined) return 'Trạng thái phải là: đang chuyển, đã phát, chuyển hoàn hoặc thất lạc.';
  const at = instantOf(time);
  if (at === undefined) return 'Thời điểm không đúng. Ví dụ: 23/11/2026 14:30.';
  if (/\p{Cc}/u.test(receiver + reason)) return 'Có ký tự điều khiển không dùng được.';
  const progress = { state: known, at, receiverName: receiver.slice(0, 150), reason: reason.slice(0, 500) };
  return { mark: tidy, progress };
}

/** An instant as the post writes it: 23/11/2026 14:30 or 2026-11-23 14:30, Vietnamese time. */
export function instantOf(text: string): Date | undefined {
  const found = /^(\S+)[ T](\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text.trim());
  const day = plainDate.safeParse(found?.[1]);
  const [hour, minute] = [Number(found?.[2]), Number(found?.[3])];
  return day.success && hour < 24 && minute < 60 ? instantAt(day.data, hour * 60 + minute) : undefined;
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
