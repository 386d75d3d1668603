import type { Agency } from '../agencies/agencies.ts';
import type { Unit } from '../agencies/units.ts';
import { readDivisions2020 } from '../divisions/divisions.ts';
import { headcountsOf } from './headcounts.ts';
import { type Person, personOf, placesOf } from './persons.ts';
import { type Position, positionsOf } from './positions.ts';

/** An invented official in a position. */
export type Official = Position & { agency: string; person: Person };

/** The seed of the demo province. */
export const demoSeed = 'tien-giang-2020';

/**
 * The 10,383 officials of the province in their positions. Pure: the same agencies, units and seed give the same people.
 */
export function officialsOf(agencies: readonly Agency[], units: readonly Unit[], seed: string = demoSeed): Official[] {
  const divisions = readDivisions2020();
  const communes = divisions.filter((division) => division.level === 'commune');
  const places = placesOf(divisions);
  const counts = headcountsOf(agencies);
  const unitsByAgency = Map.groupBy(units, (unit) => unit.agency);
  const seats = agencies.flatMap((agency) =>
    positionsOf(agency, unitsByAgency.get(agency.code) ?? [], counts.get(agency.code) ?? 0).map((position) => ({
      ...position,
      agency: agency.code,
    })),
  );
  return seats.map((seat, index) => ({
    ...seat,
    person: personOf({ seed, index, bornFrom: 1961, bornTo: 1996 }, communes, places),
  }));
}
