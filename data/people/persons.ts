import type { Division } from '../divisions/divisions.ts';
import { type Gender, nameOf, type NameParts } from './names.ts';
import { type Random, randomOf } from './random.ts';

/** An invented person. Numbers and addresses have the real form and come from ranges that nobody was given. */
export type Person = {
  fullName: string;
  name: NameParts;
  gender: Gender;
  bornOn: string;
  personalNumber: string;
  phone: string;
  email: string;
  division: string;
  address: string;
  invented: true;
};

/** Where a generated person's running number lies, so that staff and citizens never share one. */
export type PersonRange = { seed: string; index: number; bornFrom: number; bornTo: number };

/** The invented person with this number: a pure function of seed, number and the places to live in. */
export function personOf(range: PersonRange, communes: readonly Division[], places: Map<string, Division>): Person {
  const random = randomOf(`${range.seed}/person/${range.index}`);
  const gender = random.pick(['male', 'female'] as const);
  const name = nameOf(random, gender);
  const bornOn = birthDateOf(random, range.bornFrom, range.bornTo);
  const home = random.pick(communes);
  const fullName = `${name.family} ${name.middle} ${name.given}`;
  return {
    fullName,
    name,
    gender,
    bornOn,
    personalNumber: personalNumberOf(gender, bornOn, range.index),
    phone: `09000${String(range.index).padStart(5, '0')}`,
    email: `${plainOf(fullName)}.${String(range.index).padStart(5, '0')}@tiengiang.example`,
    division: home.code,
    address: addressOf(random, home, places),
    invented: true,
  };
}

/** The divisions by code, for addresses. */
export function placesOf(divisions: readonly Division[]): Map<string, Division> {
  return new Map(divisions.map((division) => [division.code, division]));
}

function birthDateOf(random: Random, from: number, to: number): string {
  const year = from + random.below(to - from + 1);
  const month = 1 + random.below(12);
  const day = 1 + random.below(28);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/**
 * Twelve digits as the Citizen Identification Law orders them: 082, a digit for sex and century, two of the year, six
 * running. The demo province keeps the running numbers from 900000 for invented people.
 */
function personalNumberOf(gender: Gender, bornOn: string, index: number): string {
  const century = Number(bornOn.slice(0, 2)) - 19;
  const sex = gender === 'male' ? 0 : 1;
  return `082${century * 2 + sex}${bornOn.slice(2, 4)}${String(900_000 + (index % 100_000))}`;
}

const syllables = ['Bình', 'Hòa', 'Tân', 'Thạnh', 'Phú', 'Mỹ', 'Long', 'An', 'Thuận', 'Lợi', 'Hưng', 'Quới'] as const;

/** The house, the invented hamlet or quarter, then the real commune, district and province. */
function addressOf(random: Random, home: Division, places: Map<string, Division>): string {
  const district = places.get(home.parent ?? '');
  const province = places.get(district?.parent ?? '');
  const hamlet =
    home.kind === 'xã'
      ? `Ấp ${random.pick(syllables)} ${random.pick(syllables)} ${1 + random.below(9)}`
      : `Khu phố ${1 + random.below(9)}`;
  const parts = [`Số ${1 + random.below(600)}`, hamlet, home.name, district?.name, province?.name];
  return parts.filter((part) => part !== undefined).join(', ');
}

function plainOf(name: string): string {
  const bare = name.replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare.toLowerCase().replaceAll(' ', '');
}
