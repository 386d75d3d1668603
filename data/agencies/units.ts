import { z } from 'zod';
import { readData } from '../read-data.ts';
import type { Agency } from './agencies.ts';

export const unitKinds = ['leadership', 'records_office', 'one_stop', 'division'] as const;

const unitTemplateSchema = z.strictObject({
  key: z.string(),
  name: z.string().min(1),
  kind: z.enum(unitKinds),
  fields: z.array(z.string()),
});

const templateFile = z.strictObject({
  byKind: z.strictObject({
    province_committee: z.array(unitTemplateSchema),
    rural_district_committee: z.array(unitTemplateSchema),
    urban_district_committee: z.array(unitTemplateSchema),
    rural_commune_committee: z.array(unitTemplateSchema),
    urban_commune_committee: z.array(unitTemplateSchema),
  }),
  byDepartment: z.record(z.string(), z.array(unitTemplateSchema)),
});

type UnitTemplate = z.infer<typeof unitTemplateSchema>;
type Templates = z.infer<typeof templateFile>;

/** A unit of an agency, with the procedure fields that it handles. */
export type Unit = UnitTemplate & { code: string; agency: string };

const templates = readData(templateFile, './agencies/unit-templates.json');

/** The units of an agency: its leadership, its records office, its one-stop desk and its divisions. */
export function unitsOf(agency: Agency): Unit[] {
  return templatesOf(agency).map((template, index) => ({
    ...template,
    code: unitCodeOf(agency, index),
    agency: agency.code,
  }));
}

function templatesOf(agency: Agency): UnitTemplate[] {
  if (agency.kind === 'department') return templates.byDepartment[agency.shortName] ?? missing(agency);
  if (agency.kind === 'province_committee') return templates.byKind.province_committee;
  return templates.byKind[`${isUrban(agency) ? 'urban' : 'rural'}_${agency.kind}` satisfies keyof Templates['byKind']];
}

function isUrban(agency: Agency): boolean {
  return /^Ủy ban nhân dân (thành phố|thị xã|phường|thị trấn) /.test(agency.name);
}

function missing(agency: Agency): never {
  throw new Error(`No units are written down for ${agency.shortName}.`);
}

/**
 * Synthetic codes in the form of QCVN 102:2016. Departments use the third level; district committees use 51 and up
 * there, because 01 to 25 are their communes; the others use the fourth level.
 */
function unitCodeOf(agency: Agency, index: number): string {
  const [, third, second, first] = agency.code.split('.');
  const number = index + 1;
  if (agency.kind === 'department') return `000.${pad(number, 2)}.${second}.${first}`;
  if (agency.kind === 'district_committee') return `000.${pad(50 + number, 2)}.${second}.${first}`;
  return `${pad(number, 3)}.${third}.${second}.${first}`;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
