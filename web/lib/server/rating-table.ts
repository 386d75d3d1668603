import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Column } from '@cuaso/platform/reports/export-columns.ts';
import { listRatings, type RatingRow } from '@cuaso/systems/ratings/list-ratings.ts';
import { criteria, criterionTitles, opinionTitles } from '@cuaso/systems/ratings/rating.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { opinionOf, ratingSliceOf } from '../ratings/slice-of-address.ts';
import { periodsOf } from '../statistics/periods.ts';

const perRun = 1000;
const most = 20_000;

/** The ratings that an address asks for, without the breakdown that the list has no use for. */
export function ratingsOf(url: URL) {
  const { by, ...slice } = ratingSliceOf(url, periodsOf(dayOf(new Date())).year);
  return { by, input: { ...slice, ...opinionOf(url) } };
}

/** The ratings of an address as a table for a file, at most twenty thousand. */
export async function ratingTable({ locals, url }: RequestEvent) {
  const { input } = ratingsOf(url);
  const rows: RatingRow[] = [];
  for (let offset = 0; offset < most; offset += perRun) {
    const found = await locals.run(listRatings, { ...input, limit: perRun, offset });
    rows.push(...found.rows);
    if (found.rows.length < perRun) break;
  }
  return { name: `danh-gia-${input.from}-${input.to}`, title: 'Đánh giá', columns, rows };
}

const columns: Column<RatingRow>[] = [
  { title: 'Mã hồ sơ', kind: 'text', value: (row) => row.code },
  { title: 'Thủ tục', kind: 'text', width: 48, value: (row) => row.procedureName },
  { title: 'Cơ quan', kind: 'text', value: (row) => row.agencyName },
  { title: 'Đơn vị thụ lý', kind: 'text', value: (row) => row.handlerUnitName },
  ...criteria.map((criterion) => ({
    title: criterionTitles[criterion],
    kind: 'text' as const,
    value: (row: RatingRow) => opinionTitles[row[criterion]],
  })),
  { title: 'Vì sao chưa hài lòng', kind: 'text', width: 48, value: (row) => row.reason },
  { title: 'Lời nhận xét', kind: 'text', width: 48, value: (row) => row.words },
  { title: 'Đánh giá lúc', kind: 'instant', value: (row) => new Date(row.ratedAt) },
];
