import { criteria, opinions } from '@cuaso/systems/ratings/rating.ts';
import { type RatingDimension, ratingDimensions, type RatingSlice } from '@cuaso/systems/ratings/slice.ts';
import { typedDayOr } from '../typed-date.ts';
import type { Period } from '../statistics/periods.ts';

/** What each breakdown is called. */
export const ratingDimensionTitles: Readonly<Record<RatingDimension, string>> = {
  agency: 'Cơ quan',
  handler_agency: 'Cơ quan của người thụ lý',
  unit: 'Đơn vị thụ lý',
  field: 'Lĩnh vực',
  procedure: 'Thủ tục',
  month: 'Tháng',
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The ratings that the address asks for; what is no day stays as typed, so that the operation refuses it in words. */
export function ratingSliceOf(url: URL, otherwise: Period): RatingSlice & { by: RatingDimension } {
  const asked = (name: string) => url.searchParams.get(name)?.trim() || undefined;
  const id = (name: string) => [asked(name)].find((value) => value !== undefined && uuid.test(value));
  const given = {
    agencyId: id('agencyId'),
    handlerAgencyId: id('handlerAgencyId'),
    unitId: id('unitId'),
    fieldCode: asked('fieldCode')?.slice(0, 60),
    procedureCode: asked('procedureCode')?.slice(0, 40),
  };
  const narrowed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const by = ratingDimensions.find((dimension) => dimension === asked('by')) ?? 'agency';
  const day = (name: 'from' | 'to') => typedDayOr(asked(name), otherwise[name]);
  return { from: day('from'), to: day('to'), ...narrowed, by };
}

/** Which answers to which question the address asks for. */
export function opinionOf(url: URL) {
  return {
    criterion: criteria.find((one) => one === url.searchParams.get('criterion')) ?? ('overall' as const),
    opinion: opinions.find((one) => one === url.searchParams.get('opinion')),
    sort: (['newest', 'oldest', 'worst'] as const).find((one) => one === url.searchParams.get('sort')) ?? 'newest',
  };
}

/** The query string of a slice; what is not said is left out. */
export function ratingQueryOf(slice: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(slice).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return `?${new URLSearchParams(given).toString()}`;
}

/** The slice behind one row of the table; a row without a key cannot be narrowed to. */
export function ratingsOfRow(slice: RatingSlice & { by: RatingDimension }, key: string): RatingSlice {
  const { by, ...rest } = slice;
  if (key === '') return rest;
  switch (by) {
    case 'agency':
      return { ...rest, agencyId: key };
    case 'handler_agency':
      return { ...rest, handlerAgencyId: key };
    case 'unit':
      return { ...rest, unitId: key };
    case 'field':
      return { ...rest, fieldCode: key };
    case 'procedure':
      return { ...rest, procedureCode: key };
    case 'month':
      return { ...rest, ...monthWithin(key, rest) };
  }
}

function monthWithin(month: string, { from, to }: Period): Period {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const [first, end] = [`${month}-01`, `${month}-${String(last).padStart(2, '0')}`];
  return { from: first > from ? first : from, to: end < to ? end : to };
}
