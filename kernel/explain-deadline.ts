import type { WorkCalendar } from './calendar.ts';
import { isWorkingMoment, minutesPerDayOf } from './calendar.ts';
import type { PlainDate } from './clock.ts';
import { addDays, dayOf, daysBetween, weekdayOf } from './clock.ts';
import type { Deadline, DeadlineInput, Limit } from './deadline.ts';
import { remainingOf, timelinessOf } from './timeliness.ts';
import { formatDate, formatDateTime, formatTime } from './vietnamese.ts';

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

/** A number of working minutes in words: "còn 2 ngày 3 giờ làm việc", "quá hạn 1 ngày làm việc". */
export function describeMinutes(minutes: number, minutesPerDay = 480): string {
  if (minutes === 0) return 'đến hạn';
  return `${minutes < 0 ? 'quá hạn' : 'còn'} ${workingTime(Math.abs(minutes), minutesPerDay)}`;
}

/** What is left of a promise, in words; past 17:00 of the due day it is overdue though no working minute has passed. */
export function describeRemaining(calendar: WorkCalendar, now: Date, dueAt: Date): string {
  const minutes = remainingOf(calendar, now, dueAt);
  if (minutes === 0 && timelinessOf(dueAt, now) === 'late') return 'quá hạn';
  return describeMinutes(minutes, minutesPerDayOf(calendar));
}

/** A limit in words: "5 ngày làm việc", "30 ngày", "trong ngày". */
export function describeLimit(limit: Limit): string {
  const amount = String(limit.amount).replace('.', ',');
  switch (limit.unit) {
    case 'working_day':
      return `${amount} ngày làm việc`;
    case 'working_hour':
      return `${amount} giờ làm việc`;
    case 'calendar_day':
      return `${amount} ngày`;
    case 'month':
      return `${amount} tháng`;
    case 'same_day':
      return 'trong ngày';
  }
}

/** Why the deadline is what it is, in sentences that a clerk can read to the citizen. */
export function explainDeadline(calendar: WorkCalendar, input: DeadlineInput, deadline: Deadline): string {
  const sentences = [startSentence(calendar, input, deadline), ...stopSentences(input, deadline)];
  if (deadline.dueAt === null) return [...sentences, 'Thời hạn đang tạm dừng nên chưa có ngày hẹn trả.'].join(' ');
  const off = deadline.extended ? '' : namedDaysOff(calendar, deadline.runningSince, deadline.dueAt);
  if (off !== '') sentences.push(`Trong thời gian này cơ quan nghỉ: ${off}.`);
  const paidBack = deadline.extended ? '' : daysPaidBack(calendar, deadline.runningSince, deadline.dueAt);
  if (paidBack !== '') sentences.push(`Cơ quan làm việc bù ${paidBack}.`);
  const verb = deadline.extended ? 'Đã gia hạn, hẹn trả' : 'Hẹn trả';
  sentences.push(`${verb} kết quả lúc ${moment(deadline.dueAt)}.`);
  if (deadline.provisional) {
    sentences.push(`Lịch nghỉ lễ sau ngày ${formatDate(calendar.coveredTo)} chưa công bố nên ngày hẹn là tạm tính.`);
  }
  return sentences.join(' ');
}

function startSentence(calendar: WorkCalendar, input: DeadlineInput, deadline: Deadline): string {
  const since = deadline.runningSince;
  const verb = since.getTime() === input.startedAt.getTime() ? 'tính từ' : 'tính lại từ đầu kể từ';
  const head = `Thời hạn giải quyết ${describeLimit(input.limit)}, ${verb} ${moment(since)}`;
  const isWorkingTime = deadline.budgetMinutes !== null;
  if (isWorkingTime && !isWorkingMoment(calendar, since)) {
    return `${head} (ngoài giờ làm việc nên bắt đầu tính từ giờ làm việc kế tiếp).`;
  }
  if (input.limit.unit !== 'same_day') return `${head}.`;
  return `${head}. Hồ sơ nhận trước 15:00 của ngày làm việc được trả trong ngày, sau đó trả trong ngày làm việc kế tiếp.`;
}

function stopSentences(input: DeadlineInput, deadline: Deadline): string[] {
  const since = deadline.runningSince.getTime();
  return input.stops
    .filter((stop) => stop.at.getTime() >= since)
    .map((stop) =>
      stop.resumedAt === null
        ? `Tạm dừng từ ${formatDateTime(stop.at)}.`
        : `Đã tạm dừng từ ${formatDateTime(stop.at)} đến ${formatDateTime(stop.resumedAt)}.`,
    );
}

// Only days that would have been worked: a holiday on a Sunday changes nothing for the citizen.
function namedDaysOff(calendar: WorkCalendar, from: Date, to: Date): string {
  const last = dayOf(to);
  const groups: { name: string; from: PlainDate; to: PlainDate }[] = [];
  for (let day = dayOf(from); day <= last && day <= calendar.coveredTo; day = addDays(day, 1)) {
    const isWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    if (isWeekend || !calendar.daysOff.has(day)) continue;
    const name = calendar.dayNames?.get(day) ?? 'ngày nghỉ';
    const group = groups.at(-1);
    if (group?.name === name && daysBetween(group.to, day) <= 3) group.to = day;
    else groups.push({ name, from: day, to: day });
  }
  return groups
    .map((one) => `${one.name} (${one.from === one.to ? '' : `${formatDate(one.from)}–`}${formatDate(one.to)})`)
    .join(', ');
}

function daysPaidBack(calendar: WorkCalendar, from: Date, to: Date): string {
  return [...calendar.workingDays]
    .filter((day) => dayOf(from) <= day && day <= dayOf(to))
    .map((day) => `${weekdays[weekdayOf(day)]}, ngày ${formatDate(day)}`)
    .join('; ');
}

function workingTime(minutes: number, minutesPerDay: number): string {
  const days = Math.floor(minutes / minutesPerDay);
  const hours = Math.floor((minutes % minutesPerDay) / 60);
  const rest = Math.floor((minutes % minutesPerDay) % 60);
  const parts: string[] = [];
  if (days > 0) parts.push(`${days} ngày`);
  if (hours > 0) parts.push(`${hours} giờ`);
  if (rest > 0 && days === 0) parts.push(`${rest} phút`);
  return `${parts.join(' ') || 'chưa đến 1 phút'} làm việc`;
}

function moment(at: Date): string {
  return `${formatTime(at)} ${weekdays[weekdayOf(dayOf(at))]}, ngày ${formatDate(at)}`;
}
