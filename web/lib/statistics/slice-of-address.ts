import { isPlainDate } from '@cuaso/kernel/clock.ts';
import { dimensions } from '@cuaso/systems/statistics/get-figures.ts';
import type { Measure, Slice } from '@cuaso/systems/statistics/measures.ts';
import { parseTypedDate } from '../typed-date.ts';
import type { Period } from './periods.ts';

/** Along which a table of figures is broken down. */
export type Dimension = (typeof dimensions)[number];

/** What each breakdown is called. */
export const dimensionTitles: Readonly<Record<Exclude<Dimension, 'none'>, string>> = {
  agency: 'Cơ quan',
  level: 'Cấp',
  field: 'Lĩnh vực',
  procedure: 'Thủ tục',
  channel: 'Cách nộp',
  month: 'Tháng',
};

const levels = ['province', 'district', 'commune'] as const;
const channels = ['counter', 'online', 'post'] as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The figures that the address asks for; what is no day stays as typed, so that the operation refuses it in words. */
export function sliceOf(url: URL, otherwise: Period): Slice & { by: Exclude<Dimension, 'none'> } {
  const asked = (name: string) => url.searchParams.get(name)?.trim() || undefined;
  const day = (name: 'from' | 'to') => {
    const typed = asked(name);
    return typed === undefined ? otherwise[name] : (parseTypedDate(typed) ?? typed.slice(0, 20));
  };
  const agencyId = asked('agencyId');
  const given = {
    agencyId: agencyId && uuid.test(agencyId) ? agencyId : undefined,
    level: levels.find((level) => level === asked('level')),
    fieldCode: asked('fieldCode')?.slice(0, 60),
    procedureCode: asked('procedureCode')?.slice(0, 40),
    channel: channels.find((channel) => channel === asked('channel')),
  };
  const narrowed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const by = dimensions.find((dimension) => dimension === asked('by')) ?? 'agency';
  return { from: day('from'), to: day('to'), ...narrowed, by: by === 'none' ? 'agency' : by };
}

/** The query string of a slice, the same for public and officers' pages. */
export function queryOf(slice: Partial<Slice> & { by?: string; measure?: Measure }): string {
  const given = Object.entries(slice).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return `?${new URLSearchParams(given).toString()}`;
}

/** The slice behind one row of a table: narrowed to the row, broken down one step finer. */
export function finerOf(slice: Slice & { by: Dimension }, key: string): Slice & { by: Exclude<Dimension, 'none'> } {
  switch (slice.by) {
    case 'agency':
      return { ...slice, agencyId: key, by: slice.fieldCode ? 'procedure' : 'field' };
    case 'level':
      return { ...slice, level: key as NonNullable<Slice['level']>, by: 'agency' };
    case 'field':
      return { ...slice, fieldCode: key, by: 'procedure' };
    case 'procedure':
      return { ...slice, procedureCode: key, by: slice.agencyId ? 'month' : 'agency' };
    case 'channel':
      return { ...slice, channel: key as NonNullable<Slice['channel']>, by: slice.agencyId ? 'field' : 'agency' };
    default:
      return { ...slice, ...monthOf(key, slice), by: slice.agencyId ? 'field' : 'agency' };
  }
}

/** The part of a month that lies in the period. */
function monthOf(month: string, { from, to }: Period): Period {
  const first = `${month}-01`;
  if (!isPlainDate(first)) return { from, to };
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}`;
  return { from: first > from ? first : from, to: last < to ? last : to };
}
