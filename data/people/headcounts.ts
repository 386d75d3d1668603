import type { Agency } from '../agencies/agencies.ts';
import { hashOf } from './random.ts';

/** How many officials the province has: the accounts of its mail system in the plan of 2020. */
export const officialCount = 10_383;

// Only the total is a fact; how it spreads over the agencies is invented.
const departmentWeights: Record<string, number> = {
  VPUB: 150,
  STP: 140,
  SNV: 160,
  SKHĐT: 120,
  STC: 130,
  SCT: 170,
  SNNPTNT: 620,
  SGTVT: 250,
  SXD: 150,
  STNMT: 420,
  STTTT: 110,
  SLĐTBXH: 360,
  SVHTTDL: 330,
  SKHCN: 140,
  SGDĐT: 380,
  SYT: 520,
  SNgV: 40,
  TT: 60,
  BQLKCN: 70,
  BATGT: 25,
  BQLDA: 110,
  VPĐPNTM: 25,
  ĐPTTH: 260,
};

/** The number of officials of each agency, adding up to `officialCount` exactly. */
export function headcountsOf(agencies: readonly Agency[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const agency of agencies) counts.set(agency.code, fixedCountOf(agency));
  const departments = agencies.filter((agency) => agency.kind === 'department');
  const taken = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shares = sharesOf(departments.map(weightOf), officialCount - taken);
  departments.forEach((department, index) => counts.set(department.code, shares[index] ?? 0));
  return counts;
}

function fixedCountOf(agency: Agency): number {
  const spread = hashOf(agency.code);
  if (agency.kind === 'province_committee') return 24;
  if (agency.kind === 'district_committee') return 128 + (spread % 25);
  if (agency.kind === 'commune_committee') return 20 + (spread % 6);
  return 0;
}

function weightOf(agency: Agency): number {
  return departmentWeights[agency.shortName] ?? 50;
}

/** Splits a whole number by weights, the largest remainders first. */
function sharesOf(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share % 1 }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
