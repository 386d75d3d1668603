import type { Province } from '@cuaso/platform/directory/province.ts';
import { readAgencies } from '../data/agencies/agencies.ts';
import { unitsOf } from '../data/agencies/units.ts';
import { readDivisionChanges, readDivisions2020 } from '../data/divisions/divisions.ts';
import { officialsOf } from '../data/people/officials.ts';

/** The demo province at true scale: 208 agencies and 10,383 officials, as the loader takes it. */
export function wholeProvince(validFrom: string): Province {
  const agencies = readAgencies();
  const units = agencies.flatMap(unitsOf);
  return {
    validFrom,
    divisions: readDivisions2020(),
    divisionChanges: readDivisionChanges(),
    agencies,
    units,
    officials: officialsOf(agencies, units),
  };
}
