/** A deadline worked out by hand from the calendar; `why` is the working. Times are local, `YYYY-MM-DD HH:MM`. */
export type CalendarCase = {
  limit: string;
  from: string;
  events: readonly string[];
  due: string;
  provisional: boolean;
  consumedMinutes: number | null;
  remainingMinutes: number | null;
  why: string;
};

/** Limits that run without a stop, year by year: limit | accepted | due | name: the working. */
const plainTable = `
1 working_day   | 2018-01-02 08:00 | 2018-01-03 08:00 | an ordinary day: Tue 8:00 to Wed 8:00 is 8 hours
1 working_day   | 2018-01-01 09:00 | 2018-01-02 17:00 | accepted on New Year: Mon 1/1 off; counts from Tue 7:00, 8 h end at 17:00
3 working_day   | 2018-02-12 10:00 | 2018-02-22 10:00 | over Tết 2018: Tue 13; off Wed 14 to Tue 20; Wed 21, Thu 22
1 working_day   | 2018-02-13 17:00 | 2018-02-21 17:00 | at closing before Tết 2018: nothing left of Tue 13; Wed 21 7:00 to 17:00
5 working_day   | 2018-04-23 14:00 | 2018-05-03 14:00 | over Giỗ Tổ and 30/4 in 2018: Tue 24, (Wed 25 off) Thu 26, Fri 27, (30, 1 off) Wed 2, Thu 3
1 working_day   | 2018-08-31 15:30 | 2018-09-04 15:30 | over a substitute Monday: 2/9 is a Sunday, so Mon 3/9 is off; Tue 4/9
1 working_day   | 2018-12-28 09:00 | 2019-01-02 09:00 | over the swapped New Year: Mon 31/12 swapped off, Tue 1/1 off; Wed 2/1
1 working_day   | 2019-01-04 09:00 | 2019-01-05 09:00 | into the Saturday that pays 31/12/2018 back: Fri 9:00; Sat 5/1 is worked
2 working_day   | 2019-01-04 09:00 | 2019-01-07 09:00 | past that Saturday: Sat 5, Mon 7
2 working_hour  | 2019-01-05 16:00 | 2019-01-07 08:00 | hours over the end of a worked Saturday: 1 h to 17:00, 1 h on Mon from 7:00
1 same_day      | 2019-01-05 14:00 | 2019-01-05 17:00 | same day on a worked Saturday: a working day, before 15:00
1 working_day   | 2019-02-01 17:00 | 2019-02-11 17:00 | at closing before Tết 2019: Fri 1/2 is over; off 4 to 8; Mon 11 7:00 to 17:00
10 working_day  | 2019-01-28 07:00 | 2019-02-15 17:00 | ten days from opening over Tết 2019: 28 29 30 31 1, then 11 12 13 14 15; full days end at 17:00
3 calendar_day  | 2019-04-11 10:00 | 2019-04-16 10:00 | calendar days ending on Giỗ Tổ Sunday: 14/4 Sun, Mon 15 substitute; Tue 16 same time
3 working_day   | 2019-04-26 08:00 | 2019-05-04 08:00 | over the swapped 29/4/2019: off Mon 29, 30, 1; Thu 2, Fri 3, Sat 4 worked
8 calendar_day  | 2019-04-26 11:00 | 2019-05-04 11:00 | calendar days ending on a worked Saturday: 26/4 + 8 = Sat 4/5, a working day: stays
15 calendar_day | 2019-06-07 09:00 | 2019-06-24 09:00 | calendar days ending on a free Saturday: 7 + 15 = Sat 22; Mon 24 same time
1 same_day      | 2019-09-02 10:00 | 2019-09-03 17:00 | same day accepted on a holiday: Mon 2/9 off; next working day Tue 3
1 same_day      | 2019-08-30 14:59 | 2019-08-30 17:00 | same day at 14:59: Fri, before 15:00
1 same_day      | 2019-08-30 15:00 | 2019-09-03 17:00 | same day at 15:00 before a long week-end: not before 15:00; Sat, Sun, Mon 2/9 off; Tue 3
5 working_day   | 2020-01-22 16:00 | 2020-02-05 16:00 | over Tết 2020: off Thu 23 to Wed 29; Thu 30, Fri 31, Mon 3, Tue 4, Wed 5
1 month         | 2020-01-31 09:00 | 2020-03-02 09:00 | 31 January and a month in a leap year: clipped to 29/2, a Saturday; Mon 2/3
1 month         | 2020-03-31 10:00 | 2020-05-04 10:00 | 31 March and a month: clipped to Thu 30/4 off, Fri 1/5 off, week-end; Mon 4/5
8 working_hour  | 2020-04-01 13:30 | 2020-04-03 11:30 | hours ending exactly at noon: 3.5 h; Thu 2/4 Giỗ Tổ; Fri 4.5 h end at 11:30, not 13:30
1 calendar_day  | 2020-02-28 08:00 | 2020-03-02 08:00 | calendar day into the leap day: 29/2 exists and is a Saturday; Mon 2/3
12 month        | 2020-02-29 10:00 | 2021-03-01 10:00 | a year from the leap day: clipped to 28/2/2021, a Sunday; Mon 1/3
1 working_day   | 2020-09-01 16:30 | 2020-09-03 16:30 | National Day 2020 is one day: Wed 2/9 off; Thu 3
1 working_day   | 2020-12-31 10:00 | 2021-01-04 10:00 | over the year end 2020: Fri 1/1 off, week-end; Mon 4
3 working_day   | 2021-02-09 11:30 | 2021-02-19 11:30 | from the end of a morning over Tết 2021: 24 h: Tue 3.5, off 10 to 16, Wed 17 8, Thu 18 8, Fri 4.5 = 11:30
1 same_day      | 2021-04-21 09:00 | 2021-04-22 17:00 | same day on Giỗ Tổ: Wed 21/4 off; Thu 22
1 working_day   | 2021-04-29 07:30 | 2021-05-04 07:30 | over 30/4 with 1/5 on a Saturday: Fri 30 off, Sat, Sun, Mon 3/5 substitute; Tue 4
30 calendar_day | 2021-08-04 14:00 | 2021-09-06 14:00 | calendar days ending on the second National Day: 3/9 Fri off since 2021; Mon 6
1 working_day   | 2021-12-31 13:00 | 2022-01-04 11:30 | at lunch over New Year 2022: Fri 13:30 to 17:00 3.5 h; Mon 3/1 substitute; Tue 4.5 h end 11:30
2 working_day   | 2022-01-29 10:00 | 2022-02-08 17:00 | accepted on the Saturday before Tết 2022: off 31 to 4; Mon 7 from 7:00, Tue 8 17:00
4 working_hour  | 2022-04-08 16:00 | 2022-04-12 10:00 | hours over the substitute of Giỗ Tổ: 1 h Fri; Sun 10 Giỗ Tổ, Mon 11 substitute; 3 h on Tue
1 month         | 2022-03-30 15:00 | 2022-05-04 15:00 | a month ending in four days off: 30/4 Sat, 1/5 Sun, 2 and 3/5 substitutes; Wed 4
1 same_day      | 2022-08-31 15:01 | 2022-09-05 17:00 | same day at 15:01 before National Day 2022: Thu 1, Fri 2 off, week-end; Mon 5
1 working_day   | 2022-12-30 17:01 | 2023-01-03 17:00 | a minute after closing in the old year: 1/1 Sunday, Mon 2 substitute; Tue 3 7:00 to 17:00
2 working_day   | 2023-01-19 09:15 | 2023-01-30 09:15 | over Tết 2023: off Fri 20 to Thu 26; Fri 27, Mon 30
1 working_hour  | 2023-04-28 16:30 | 2023-05-04 07:30 | an hour over five days off: half an hour Fri; off 29/4 to 3/5; half an hour Thu 4
1 month         | 2023-07-31 08:00 | 2023-08-31 08:00 | a month between long months: 31/8 exists, a Thursday
3 calendar_day  | 2023-08-29 16:45 | 2023-09-05 16:45 | calendar days ending on National Day 2023: Fri 1/9 off, Sat, Sun, Mon 4 substitute; Tue 5
1 month         | 2024-01-31 09:00 | 2024-02-29 09:00 | 31 January and a month in 2024: clipped to 29/2, a Thursday
1 month         | 2024-01-30 10:00 | 2024-02-29 10:00 | 30 January and a month in 2024: there is no 30/2: clipped to the 29th
5 working_day   | 2024-02-05 08:30 | 2024-02-19 08:30 | over Tết 2024: Tue 6, Wed 7, off Thu 8 to Wed 14, Thu 15, Fri 16, Mon 19
3 working_day   | 2024-04-26 13:30 | 2024-05-04 11:30 | to noon of the Saturday that pays 29/4 back: 24 h: Fri 3.5; off 29, 30, 1; Thu 2 8, Fri 3 8, Sat 4 4.5 = 11:30
1 working_day   | 2024-05-03 23:59 | 2024-05-04 17:00 | a minute before midnight, Saturday worked: counts from Sat 4/5 7:00
1 same_day      | 2024-05-04 15:00 | 2024-05-06 17:00 | same day at 15:00 of a worked Saturday: not before 15:00; Mon 6
1 working_day   | 2024-08-30 10:00 | 2024-09-04 10:00 | over National Day 2024: Mon 2 and Tue 3 off; Wed 4
12 month        | 2024-02-29 09:00 | 2025-02-28 09:00 | a year from 29/2/2024: clipped to 28/2/2025, a Friday
1 working_day   | 2025-01-24 15:00 | 2025-02-03 15:00 | over Tết 2025: off Mon 27 to Fri 31; Mon 3/2
10 calendar_day | 2025-03-28 09:00 | 2025-04-08 09:00 | calendar days ending on Giỗ Tổ 2025: 7/4 Mon off; Tue 8
2 working_day   | 2025-04-24 08:00 | 2025-04-26 08:00 | into the Saturday that pays 2/5 back: Fri 25, Sat 26 worked
1 working_day   | 2025-04-26 12:00 | 2025-04-28 11:30 | at lunch of that Saturday: 13:30 to 17:00 3.5 h, Mon 4.5 h
2 working_day   | 2025-04-29 07:00 | 2025-05-05 17:00 | over five days off in 2025: Tue 29 whole; off 30, 1, 2, week-end; Mon 5 whole
1 same_day      | 2025-08-29 16:00 | 2025-09-03 17:00 | same day at 16:00 before National Day 2025: Sat, Sun, Mon 1, Tue 2 off; Wed 3
1 working_day   | 2025-12-31 14:00 | 2026-01-05 14:00 | over the swapped 2/1/2026: Thu 1 off, Fri 2 swapped, week-end; Mon 5
5 working_day   | 2026-01-05 07:00 | 2026-01-09 17:00 | five whole days end on Friday: Mon to Fri whole; ends 17:00, not Sat 7:00
6 working_day   | 2026-01-05 07:00 | 2026-01-10 17:00 | the sixth is the worked Saturday: Sat 10/1 pays 2/1 back
1 working_day   | 2026-02-13 16:59 | 2026-02-23 16:59 | a minute before closing before Tết 2026: off Mon 16 to Fri 20; Mon 23
2 working_day   | 2026-04-24 10:00 | 2026-04-29 10:00 | over the substitute of Giỗ Tổ 2026: Sun 26 Giỗ Tổ, Mon 27 substitute; Tue 28, Wed 29
1 working_day   | 2026-04-29 10:00 | 2026-05-04 10:00 | over 30/4/2026: Thu 30, Fri 1 off, week-end; Mon 4
2 working_day   | 2026-08-21 09:00 | 2026-08-24 09:00 | over the Saturday that pays 31/8 back: Sat 22 worked, Mon 24
1 working_day   | 2026-08-28 09:00 | 2026-09-03 09:00 | over five days off in 2026: week-end, Mon 31 swapped, Tue 1, Wed 2 off; Thu 3
1 working_day   | 2026-11-23 15:04 | 2026-11-25 15:04 | over the new holiday of 24/11: Tue 24/11 off since 2026; Wed 25
1 calendar_day  | 2026-11-23 10:00 | 2026-11-25 10:00 | calendar day into 24/11: Tue 24 off; Wed 25 same time
2 working_day   | 2026-12-29 10:00 | 2026-12-31 10:00 | to the last covered day: Wed 30, Thu 31
5 working_day   | 2026-12-29 10:00 | 2027-01-05 10:00 provisional | past the covered years: Wed 30, Thu 31, Fri 1/1 counted since unknown, Mon 4, Tue 5
0 working_hour  | 2026-06-03 12:15 | 2026-06-03 13:30 | nothing, at lunch: the next working moment
0 working_day   | 2026-06-03 17:00 | 2026-06-03 17:00 | nothing, at closing: 17:00 still belongs to the period
0 working_day   | 2026-06-03 17:01 | 2026-06-04 07:00 | nothing, a minute after closing: the next working moment
0 calendar_day  | 2026-06-06 09:00 | 2026-06-08 09:00 | no calendar day, on a Saturday: ends on a rest day; Mon 8 same time
4 working_hour  | 2026-06-03 07:00 | 2026-06-03 11:00 | hours within a morning: 7 + 4
4.5 working_hour | 2026-06-03 07:00 | 2026-06-03 11:30 | a whole morning: used up at the end of the period: 11:30, not 13:30
1 working_hour  | 2026-06-03 10:31 | 2026-06-03 13:31 | a minute more than a morning: 59 minutes to 11:30, one from 13:30
8 working_hour  | 2026-06-03 06:00 | 2026-06-03 17:00 | before opening: counts from 7:00; 4.5 + 3.5
0.5 working_day | 2026-06-03 13:00 | 2026-06-04 07:30 | half a working day at lunch: 4 h: 3.5 in the afternoon, half an hour on Thu
40 working_hour | 2026-06-01 11:00 | 2026-06-08 11:00 | forty hours are five days: Mon to Mon
1 same_day      | 2026-06-03 00:00 | 2026-06-03 17:00 | same day before opening: a working day, before 15:00
2 calendar_day  | 2026-06-02 21:40 | 2026-06-04 21:40 | a calendar limit keeps the night hour: same clock time
`;

/** Stops, restarts and extensions: name: the working, then limit | accepted | events | due | figures. */
const stopTable = `
resumed with what is left: 2 used, 3 left from Wed 10 14:00: Thu, Fri, Mon 15
  5 working_day | 2026-06-01 08:00 | resume 2026-06-03 08:00 > 2026-06-10 14:00 | 2026-06-15 14:00 | used 960 left 1440
restarted from zero: 5 from Wed 10 14:00: Thu, Fri, Mon, Tue, Wed 17
  5 working_day | 2026-06-01 08:00 | restart 2026-06-03 08:00 > 2026-06-10 14:00 | 2026-06-17 14:00 | used 0 left 2400
still stopped: no moment while stopped; Mon 8:00 to Wed 8:00 is 16 h
  5 working_day | 2026-06-01 08:00 | resume 2026-06-03 08:00 > ... | stopped | used 960 left 1440
resumed in the same instant: changes nothing
  5 working_day | 2026-06-01 08:00 | resume 2026-06-03 09:12 > 2026-06-03 09:12 | 2026-06-08 08:00 | -
stopped over a night: no working time was lost
  5 working_day | 2026-06-01 08:00 | resume 2026-06-03 20:00 > 2026-06-04 06:00 | 2026-06-08 08:00 | -
stopped over lunch: no working time was lost
  1 working_day | 2026-06-03 08:00 | resume 2026-06-03 11:30 > 2026-06-03 13:30 | 2026-06-04 08:00 | -
resumed during Tết 2026: Wed 11 used; 2 left, off until Sun 22: Mon 23, Tue 24 whole
  3 working_day | 2026-02-11 07:00 | resume 2026-02-12 07:00 > 2026-02-18 10:00 | 2026-02-24 17:00 | used 480
two stops: 8 + 4.5 + 3.5 = 16 h used; 16 left: Fri 5, Mon 8 whole
  4 working_day | 2026-06-01 07:00 | resume 2026-06-02 11:30 > 2026-06-03 13:30; resume 2026-06-03 17:00 > 2026-06-05 07:00 | 2026-06-08 17:00 | used 960
a restart after a resumption forgets it: 2 from Thu 4 9:00: Fri 5, Mon 8
  2 working_day | 2026-06-01 07:00 | resume 2026-06-01 10:00 > 2026-06-01 15:00; restart 2026-06-02 09:00 > 2026-06-04 09:00 | 2026-06-08 09:00 | used 0
a resumption after a restart: 2 h used, 14 left: Thu 3.5, Fri 8, Mon 2.5 from 7:00
  2 working_day | 2026-06-01 07:00 | restart 2026-06-01 10:00 > 2026-06-02 09:00; resume 2026-06-02 11:00 > 2026-06-04 13:30 | 2026-06-08 09:30 | used 120
calendar days moved by the stop: 11/6 + 3 days = Sun 14; Mon 15 same time
  10 calendar_day | 2026-06-01 09:00 | resume 2026-06-03 10:00 > 2026-06-06 10:00 | 2026-06-15 09:00 | -
calendar days restarted: Sat 6 10:00 + 10 days = Tue 16
  10 calendar_day | 2026-06-01 09:00 | restart 2026-06-03 10:00 > 2026-06-06 10:00 | 2026-06-16 10:00 | -
a month moved by two and a half days: clipped to Sat 28/2 9:00, + 60 h = Mon 2/3 21:00; the rest-day rule comes last
  1 month | 2026-01-30 09:00 | resume 2026-02-02 08:00 > 2026-02-04 20:00 | 2026-03-02 21:00 | -
same day resumed after 15:00: computed anew from 15:30
  1 same_day | 2026-06-03 09:00 | resume 2026-06-03 10:00 > 2026-06-03 15:30 | 2026-06-04 17:00 | -
same day resumed before 15:00: computed anew from 14:00
  1 same_day | 2026-06-03 09:00 | resume 2026-06-03 10:00 > 2026-06-03 14:00 | 2026-06-03 17:00 | -
same day resumed in the same instant after 15:00: a stop of no length is none
  1 same_day | 2026-06-03 09:00 | resume 2026-06-03 15:30 > 2026-06-03 15:30 | 2026-06-03 17:00 | -
missed before the stop stays missed: due Tue 8:00, stopped at 9:00
  1 working_day | 2026-06-01 08:00 | resume 2026-06-02 09:00 > 2026-06-05 09:00 | 2026-06-02 08:00 | used 540 left -60
a restart mends what was missed: Fri 5 9:00 to Mon 8 9:00
  1 working_day | 2026-06-01 08:00 | restart 2026-06-02 09:00 > 2026-06-05 09:00 | 2026-06-08 09:00 | used 0
stopped at the due moment: nothing left: due when it goes on
  1 working_day | 2026-06-01 07:00 | resume 2026-06-01 17:00 > 2026-06-03 10:00 | 2026-06-03 10:00 | left 0
extended: the new moment replaces the old
  1 working_day | 2026-06-01 08:00 | extend 2026-06-12 17:00 | 2026-06-12 17:00 | -
extended past the covered years: a moment that was promised is not provisional
  1 working_day | 2026-12-31 08:00 | extend 2027-01-15 17:00 | 2027-01-15 17:00 | -
extended, then stopped: no moment while stopped
  5 working_day | 2026-06-01 08:00 | restart 2026-06-03 08:00 > ...; extend 2026-06-12 17:00 | stopped | -
`;

/** Every case of the two tables. */
export const calendarCases: readonly CalendarCase[] = [
  ...linesOf(plainTable).map(plainCaseOf),
  ...linesOf(stopTable.replaceAll('\n  ', ' | ')).map(stopCaseOf),
];

function plainCaseOf(line: string): CalendarCase {
  const [limit = '', from = '', due = '', why = ''] = line.split('|').map((cell) => cell.trim());
  const figures = { consumedMinutes: 0, remainingMinutes: null };
  return { limit, from, events: [], due: due.slice(0, 16), provisional: due.endsWith('provisional'), ...figures, why };
}

function stopCaseOf(line: string): CalendarCase {
  const [why = '', limit = '', from = '', events = '', due = '', figures = ''] = line
    .split('|')
    .map((one) => one.trim());
  return {
    limit,
    from,
    events: events.split('; '),
    due,
    provisional: false,
    consumedMinutes: figureOf(figures, 'used'),
    remainingMinutes: figureOf(figures, 'left'),
    why,
  };
}

function figureOf(figures: string, name: string): number | null {
  const match = new RegExp(`${name} (-?\\d+)`).exec(figures);
  return match === null ? null : Number(match[1]);
}

function linesOf(table: string): string[] {
  return table.split('\n').filter((line) => line.trim() !== '');
}
