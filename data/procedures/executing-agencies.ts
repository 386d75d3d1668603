import type { Agency } from '../agencies/agencies.ts';
import type { Unit } from '../agencies/units.ts';
import type { CatalogueRecord } from './catalogue.ts';

const kindOf = { province: 'department', district: 'district_committee', commune: 'commune_committee' } as const;

/** The agencies that execute the procedure: one department, all districts or all communes, by its executors. */
export function executingAgenciesOf(record: CatalogueRecord, agencies: readonly Agency[]): Agency[] {
  return agencies.filter((agency) =>
    record.executors.some((executor) =>
      executor.level === 'province' ? agency.code === executor.department : agency.kind === kindOf[executor.level],
    ),
  );
}

/** The division of an agency that handles a procedure field; undefined if none does. */
export function findHandlingUnit(units: readonly Unit[], field: string): Unit | undefined {
  return units.find((unit) => unit.kind === 'division' && unit.fields.includes(field));
}
