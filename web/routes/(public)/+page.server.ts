import { dayOf } from '@cuaso/kernel/clock.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { getFigures } from '@cuaso/systems/statistics/get-figures.ts';
import { periodsOf } from '#lib/statistics/periods.ts';
import type { PageServerLoad } from './$types.js';

const popular = 8;

/** Words that people look for most, the fields with most dossiers this month, and this month's figures. */
export const load: PageServerLoad = async ({ locals }) => {
  const { from, to } = periodsOf(dayOf(new Date())).month;
  const [figures, fields] = await Promise.all([
    locals.run(getFigures, { from, to, by: 'field' }),
    locals.run(listFields, {}),
  ]);
  const byCode = new Map(fields.rows.map((field) => [field.code, field]));
  const busy = figures.rows.flatMap((row) => byCode.get(row.key) ?? []);
  const large = fields.rows.toSorted((a, b) => b.procedures - a.procedures);
  return {
    wanted: ['khai sinh', 'kết hôn', 'chứng thực bản sao', 'giấy phép xây dựng', 'hộ kinh doanh', 'đất đai'],
    fields: [...new Set([...busy, ...large])].slice(0, popular),
    period: { from, to },
    total: figures.total,
  };
};
