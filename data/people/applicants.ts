import { readDivisions2020 } from '../divisions/divisions.ts';
import { type Person, personOf, placesOf } from './persons.ts';
import { randomOf } from './random.ts';

/** An invented business with a tax number of the real form (ten digits, last one a check digit). */
export type Business = {
  name: string;
  taxNumber: string;
  director: Person;
  phone: string;
  email: string;
  division: string;
  address: string;
  invented: true;
};

// Officials have the numbers below 20,000.
const firstCitizen = 20_000;
const mostCitizens = 60_000;
const firstDirector = 80_000;

const trades = ['Thương mại', 'Dịch vụ', 'Xây dựng', 'Nông sản', 'Thủy sản', 'Vận tải', 'Cơ khí', 'May mặc'] as const;
const marks = ['Thí Dụ', 'Mẫu Xanh', 'Sông Tiền Mẫu', 'Cửa Tiểu Mẫu', 'Vàm Mẫu', 'Gò Mẫu'] as const;

/** Invented citizens of the province: the same seed gives the same people. */
export function citizensOf(seed: string, count: number): Person[] {
  if (count > mostCitizens) throw new Error(`At most ${mostCitizens} citizens can be invented.`);
  return peopleFrom(seed, firstCitizen, count);
}

/** Invented businesses of the province: the same seed gives the same businesses. */
export function businessesOf(seed: string, count: number): Business[] {
  if (count > 10_000) throw new Error('At most 10000 businesses can be invented.');
  return peopleFrom(seed, firstDirector, count).map((director, index) => businessOf(seed, director, index));
}

function peopleFrom(seed: string, first: number, count: number): Person[] {
  const divisions = readDivisions2020();
  const places = placesOf(divisions);
  const communes = divisions.filter((division) => division.level === 'commune');
  return Array.from({ length: count }, (_, index) =>
    personOf({ seed, index: first + index, bornFrom: 1940, bornTo: 2001 }, communes, places),
  );
}

function businessOf(seed: string, director: Person, index: number): Business {
  const random = randomOf(`${seed}/business/${index}`);
  const name = `Công ty TNHH ${random.pick(trades)} ${random.pick(marks)} ${index + 1}`;
  return {
    name,
    taxNumber: taxNumberOf(index),
    director,
    phone: director.phone,
    email: `congty.${String(index).padStart(5, '0')}@tiengiang.example`,
    division: director.division,
    address: director.address,
    invented: true,
  };
}

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/** The index-th valid number that begins with 1299: Tiền Giang's 12, then a range not issued to anybody. */
function taxNumberOf(index: number): string {
  for (let candidate = index * 2; ; candidate++) {
    const body = `1299${String(candidate).padStart(5, '0')}`;
    const sum = taxWeights.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
    const check = 10 - (sum % 11);
    // Sums with remainder 0 have no check digit; two neighbours never both lack one, so each index has its own.
    if (check < 10) return body + String(check);
  }
}
