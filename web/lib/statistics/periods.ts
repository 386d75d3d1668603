import { addDays, addMonths, type PlainDate } from '@cuaso/kernel/clock.ts';

/** A period of local days, both ends in it. */
export type Period = { from: PlainDate; to: PlainDate };

/** The periods that people ask for, up to the end of each: this month, last month, this quarter, this year, last year. */
export function periodsOf(today: PlainDate): Record<'month' | 'lastMonth' | 'quarter' | 'year' | 'lastYear', Period> {
  const year = today.slice(0, 4);
  const month = `${today.slice(0, 7)}-01`;
  const quarterMonth = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
  const quarter = `${year}-${String(quarterMonth).padStart(2, '0')}-01`;
  return {
    month: spanOf(month, 1),
    lastMonth: spanOf(addMonths(month, -1), 1),
    quarter: spanOf(quarter, 3),
    year: spanOf(`${year}-01-01`, 12),
    lastYear: spanOf(`${Number(year) - 1}-01-01`, 12),
  };
}

/** What the chooser calls them. */
export const periodTitles: Readonly<Record<keyof ReturnType<typeof periodsOf>, string>> = {
  month: 'Tháng này',
  lastMonth: 'Tháng trước',
  quarter: 'Quý này',
  year: 'Năm nay',
  lastYear: 'Năm trước',
};

function spanOf(from: PlainDate, months: number): Period {
  return { from, to: addDays(addMonths(from, months), -1) };
}
