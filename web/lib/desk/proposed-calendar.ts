import type { CalendarData } from '@cuaso/kernel/calendar-data.ts';
import { formatDate } from '@cuaso/kernel/vietnamese.ts';
import { parseTypedDate } from '../typed-date.ts';

/** What an officer proposes, as the form holds it: lines of text, ticked days, one source for all. */
export type Proposed = {
  version: string;
  /** One day off a line: `24/11/2026 Nghỉ bão`. */
  added: string;
  /** One swap a line: `nghỉ 24/11/2026 làm bù 28/11/2026`. */
  swapped: string;
  /** Days off that are to be worked after all. */
  removed: readonly string[];
  coveredTo: string;
  source: string;
};

type DayOff = CalendarData['daysOff'][number];

/** The calendar that a proposal makes of the one in force, and what in it could not be read. */
export function proposedOf(current: CalendarData, proposed: Proposed): { content: CalendarData; problems: string[] } {
  const problems: string[] = [];
  const source = proposed.source || 'Đề xuất thay đổi lịch làm việc';
  const removed = new Set(proposed.removed);
  const kept = current.daysOff.filter((day) => !removed.has(day.date));
  const workingSaturdays = current.workingSaturdays.filter((day) => !removed.has(day.replaces));
  const daysOff = [...kept];
  const take = (day: DayOff) => {
    if (daysOff.some((one) => one.date === day.date)) problems.push(`${formatDate(day.date)} đã là ngày nghỉ.`);
    else daysOff.push(day);
  };
  for (const line of linesOf(proposed.added)) {
    const [, typed = '', name = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const date = parseTypedDate(typed);
    if (date === undefined) problems.push(`Không đọc được ngày ở dòng “${line}”. Ví dụ: 24/11/2026 Nghỉ bão.`);
    else take({ date, name: name || 'Ngày nghỉ', kind: 'statutory', source, certainty: 'seen' });
  }
  for (const line of linesOf(proposed.swapped)) {
    const [off, worked] = (line.match(/\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/g) ?? []).map(parseTypedDate);
    if (off === undefined || worked === undefined) {
      problems.push(`Không đọc được dòng “${line}”. Ví dụ: nghỉ 24/11/2026 làm bù 28/11/2026.`);
      continue;
    }
    take({ date: off, name: 'Hoán đổi ngày nghỉ', kind: 'swap_off', source, certainty: 'seen' });
    workingSaturdays.push({ date: worked, replaces: off, source, certainty: 'seen' });
  }
  const coveredTo = parseTypedDate(proposed.coveredTo) ?? current.coveredTo;
  const byDate = (a: { date: string }, b: { date: string }) => (a.date < b.date ? -1 : 1);
  const content = {
    ...current,
    version: proposed.version,
    coveredTo,
    daysOff: daysOff.toSorted(byDate),
    workingSaturdays: workingSaturdays.toSorted(byDate),
  };
  return { content, problems };
}

/** The name of the next version: the number at the end, one higher. */
export function nextVersion(version: string): string {
  const [, head = `${version}.`, number = '1'] = /^(.*\.)(\d+)$/.exec(version) ?? [];
  return `${head}${Number(number) + 1}`;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
