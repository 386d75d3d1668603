import { type Kysely, sql } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import { divisionSuccessionsOf, divisionVersionsOf } from './division-versions.ts';
import type { Province } from './province.ts';

/** How many rows of each kind were made. */
export type ProvinceCounts = {
  divisions: number;
  agencies: number;
  units: number;
  positions: number;
  officials: number;
};

type Made = { tx: Kysely<DB>; newId: () => string; province: Province };
type Ids = ReadonlyMap<string, string>;

/** Writes a whole province, each table in one statement: some ten thousand officials in a few seconds. */
export async function loadProvince(tx: Kysely<DB>, newId: () => string, province: Province): Promise<ProvinceCounts> {
  const made: Made = { tx, newId, province };
  const divisions = await loadDivisions(made);
  const agencyIds = new Map(province.agencies.map(({ code }) => [code, newId()]));
  await loadAgencies(made, agencyIds);
  const unitIds = new Map(province.units.map((unit) => [keyOf(unit.agency, unit.code), newId()]));
  await loadUnits(made, agencyIds, unitIds);
  await loadOfficials(made, unitIds);
  const { length: officials } = province.officials;
  return { divisions, agencies: agencyIds.size, units: unitIds.size, positions: officials, officials };
}

async function loadDivisions({ tx, province }: Made): Promise<number> {
  const versions = divisionVersionsOf(province);
  await sql`insert into directory.division (code, valid, name, kind, parent_code)
    select code, daterange("validFrom", "validTo"), name, kind, parent
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb)
      as x(code text, "validFrom" date, "validTo" date, name text, kind text, parent text)`.execute(tx);
  await sql`insert into directory.division_succession (code, successor_code, changed_on, legal_basis)
    select code, successor, "changedOn", "legalBasis"
    from jsonb_to_recordset(${JSON.stringify(divisionSuccessionsOf(province))}::jsonb)
      as x(code text, successor text, "changedOn" date, "legalBasis" text)`.execute(tx);
  return versions.length;
}

async function loadAgencies({ tx, province }: Made, ids: Ids): Promise<void> {
  const rows = province.agencies.map((agency) => ({
    ...agency,
    id: idOf(ids, agency.code),
    parentId: agency.parent === null ? null : idOf(ids, agency.parent),
    level: levelOf(agency.kind),
    domain: agency.domain ?? '',
  }));
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, code text, "codeIsSynthetic" boolean,
        level text, kind text, name text, "shortName" text, "parentId" uuid, division text, address text, phone text, domain text)
    ), agencies as (
      insert into directory.agency (id, code, code_is_synthetic, level, kind)
      select id, code, "codeIsSynthetic", level, kind from given
    )
    insert into directory.agency_version
      (agency_id, valid, name, short_name, parent_id, division_code, address, phone, domain)
    select id, daterange(${province.validFrom}::date, null), name, "shortName", "parentId", division, address, phone, domain
    from given`.execute(tx);
}

async function loadUnits({ tx, province }: Made, agencyIds: Ids, unitIds: Ids): Promise<void> {
  const rows = province.units.map((unit) => ({
    ...unit,
    id: idOf(unitIds, keyOf(unit.agency, unit.code)),
    agencyId: idOf(agencyIds, unit.agency),
  }));
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id uuid, "agencyId" uuid, code text, kind text, name text, fields jsonb)
    ), units as (
      insert into directory.unit (id, agency_id, code, kind) select id, "agencyId", code, kind from given
    ), fields as (
      insert into directory.unit_field (unit_id, field_code)
      select distinct id, field from given cross join lateral jsonb_array_elements_text(fields) field
    )
    insert into directory.unit_version (unit_id, valid, name)
    select id, daterange(${province.validFrom}::date, null), name from given`.execute(tx);
}

async function loadOfficials({ tx, newId, province }: Made, unitIds: Ids): Promise<void> {
  const rows = province.officials.map(({ agency, unit, title, duty, person }, index) => ({
    positionId: newId(),
    officialId: newId(),
    unitId: idOf(unitIds, keyOf(agency, unit)),
    title,
    duty,
    code: `CB${String(index + 1).padStart(5, '0')}`,
    name: person.fullName,
    invented: person.invented,
  }));
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x("positionId" uuid, "officialId" uuid, "unitId" uuid,
        title text, duty text, code text, name text, invented boolean)
    ), positions as (
      insert into directory.position (id, unit_id, title, duty, valid)
      select "positionId", "unitId", title, duty, daterange(${province.validFrom}::date, null) from given
    ), officials as (
      insert into directory.official (id, code, name, is_invented) select "officialId", code, name, invented from given
    )
    insert into directory.appointment (position_id, valid, official_id)
    select "positionId", daterange(${province.validFrom}::date, null), "officialId" from given`.execute(tx);
}

function levelOf(kind: Province['agencies'][number]['kind']): 'province' | 'district' | 'commune' {
  if (kind === 'district_committee') return 'district';
  return kind === 'commune_committee' ? 'commune' : 'province';
}

function keyOf(agencyCode: string, unitCode: string): string {
  return `${agencyCode}/${unitCode}`;
}

function idOf(ids: Ids, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`the province names ${code}, which it does not have`);
  return id;
}
