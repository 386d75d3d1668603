import { describeMinutes } from '@cuaso/kernel/explain-deadline.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { formatDate, formatTime } from '@cuaso/kernel/vietnamese.ts';
import { type TimeStatus, timeLooks } from '../ui/status-words.ts';

/** What a list or a dossier says about its promise. */
export type Due = {
  state: string;
  dueAt: string | null;
  readyAt: string | null;
  timeliness: string | null;
  remainingMinutes: number | null;
};

/** Two working days: from here on a promise is shown as due soon. */
const soonMinutes = 960;

/** How a dossier stands to its promise now; nothing before it was accepted. */
export function timeStatusOf(due: Due, now: Date): TimeStatus | undefined {
  if (due.timeliness !== null) return due.timeliness as TimeStatus;
  if (due.state === 'awaiting_applicant') return 'stopped';
  if (due.dueAt === null || due.state === 'closed') return undefined;
  if (new Date(due.dueAt) < now) return 'overdue';
  return (due.remainingMinutes ?? Infinity) <= soonMinutes ? 'due_soon' : 'in_time';
}

/** The relation to the promise in words: "quá hạn 2 ngày làm việc", "còn 3 giờ làm việc", "Trước hạn". */
export function dueInWords(due: Due, now: Date): string {
  const status = timeStatusOf(due, now);
  if (status === undefined) return '';
  if (due.remainingMinutes === null || due.timeliness !== null) return timeLooks[status].label;
  if (due.remainingMinutes === 0 && status === 'overdue') return 'quá hạn';
  return describeMinutes(due.remainingMinutes);
}

/** The promised moment as a list says it: the hour only where it is not the end of the day. */
export function dueMoment(dueAt: string | null): string {
  if (dueAt === null) return '';
  const at = new Date(dueAt);
  const time = formatTime(at);
  return time === '17:00' ? formatDate(dayOf(at)) : `${time} ${formatDate(dayOf(at))}`;
}
