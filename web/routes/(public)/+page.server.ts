import { dayOf } from '@cuaso/kernel/clock.ts';
import { listEvents } from '@cuaso/systems/finding/list-events.ts';
import { listFields } from '@cuaso/systems/procedures/list-fields.ts';
import { getFigures } from '@cuaso/systems/statistics/get-figures.ts';
import { publicMemory } from '#lib/server/public-memory.ts';
import { periodsOf } from '#lib/statistics/periods.ts';
import type { PageServerLoad } from './$types.js';

const popular = 8;
/** The figures of the province count all its dossiers: half a minute old is new enough here. */
const remember = publicMemory<Awaited<ReturnType<typeof askAll>>>(30);

/** Words that people look for most, life events, the fields with most dossiers this month, and this month's figures. */
export const load: PageServerLoad = async ({ locals }) => {
  const now = new Date();
  const { figures, fields, events, period } = await remember(now, () => askAll(locals, now));
  const byCode = new Map(fields.map((field) => [field.code, field]));
  const busy = figures.rows.flatMap((row) => byCode.get(row.key) ?? []);
  const large = fields.toSorted((a, b) => b.procedures - a.procedures);
  return {
    wanted: ['khai sinh', 'kết hôn', 'chứng thực bản sao', 'giấy phép xây dựng', 'hộ kinh doanh', 'đất đai'],
    events,
    fields: [...new Set([...busy, ...large])].slice(0, popular),
    period,
    total: figures.total,
  };
};

async function askAll({ run }: App.Locals, now: Date) {
  const { from, to } = periodsOf(dayOf(now)).month;
  const [figures, fields, events] = await Promise.all([
    run(getFigures, { from, to, by: 'field' }),
    run(listFields, {}),
    run(listEvents, {}),
  ]);
  return { figures, fields: fields.rows, events: events.rows, period: { from, to } };
}
