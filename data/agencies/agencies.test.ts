import { agencyCode } from '@cuaso/kernel/ids.ts';
import { phone } from '@cuaso/kernel/fields.ts';
import { describe, expect, it } from 'vitest';
import { readDivisions2020 } from '../divisions/divisions.ts';
import { readProcedureFields } from '../procedures/fields.ts';
import { readAgencies } from './agencies.ts';
import { unitsOf } from './units.ts';

const agencies = readAgencies();
const units = agencies.flatMap(unitsOf);

describe('agencies', () => {
  it('are the provincial committee, 23 departments, 11 district and 173 commune committees', () => {
    const count = (kind: string) => agencies.filter((agency) => agency.kind === kind).length;
    expect(count('province_committee')).toBe(1);
    expect(count('department')).toBe(23);
    expect(count('district_committee')).toBe(11);
    expect(count('commune_committee')).toBe(173);
  });

  it('have unique codes of the national form, marked as synthetic below the province', () => {
    expect(new Set(agencies.map((agency) => agency.code)).size).toBe(agencies.length);
    for (const agency of agencies) {
      expect(agencyCode.parse(agency.code)).toBe(agency.code);
      expect(agency.codeIsSynthetic).toBe(agency.kind !== 'province_committee');
      expect(phone.parse(agency.phone)).toBe(agency.phone);
    }
  });

  it('stand below their parents and each commune committee below the district of its commune', () => {
    const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
    const parentOf = new Map(readDivisions2020().map((division) => [division.code, division.parent]));
    for (const agency of agencies.filter(({ kind }) => kind === 'commune_committee')) {
      expect(byCode.get(agency.parent ?? '')?.division).toBe(parentOf.get(agency.division));
    }
    const seen = new Set<string | null>([null]);
    for (const agency of agencies) {
      expect(seen).toContain(agency.parent);
      seen.add(agency.code);
    }
  });

  it('have one name each', () => {
    expect(new Set(agencies.map((agency) => agency.name)).size).toBe(agencies.length);
  });
});

describe('units', () => {
  it('have codes that no other unit and no agency has', () => {
    const codes = [...units, ...agencies].map((one) => one.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const unit of units) expect(agencyCode.parse(unit.code)).toBe(unit.code);
  });

  it('give each agency one leadership, one records office, one one-stop desk and at least one division', () => {
    for (const agency of agencies) {
      const kinds = unitsOf(agency).map((unit) => unit.kind);
      for (const kind of ['leadership', 'records_office', 'one_stop']) {
        expect(kinds.filter((one) => one === kind)).toHaveLength(1);
      }
      expect(kinds).toContain('division');
    }
  });

  it('handle only fields that exist, and each field in one division of an agency', () => {
    const fields = new Set(readProcedureFields().map((field) => field.code));
    for (const agency of agencies) {
      const handled = unitsOf(agency).flatMap((unit) => unit.fields);
      expect(new Set(handled).size).toBe(handled.length);
      for (const field of handled) expect(fields).toContain(field);
    }
  });

  it('make towns and cities differ from rural districts', () => {
    const namesOf = (name: string) =>
      agencies
        .filter((agency) => agency.name === name)
        .flatMap(unitsOf)
        .map((unit) => unit.name);
    expect(namesOf('Ủy ban nhân dân thành phố Mỹ Tho')).toContain('Phòng Quản lý đô thị');
    expect(namesOf('Ủy ban nhân dân huyện Cái Bè')).toContain('Phòng Nông nghiệp và Phát triển nông thôn');
  });
});
