import { randomBytes } from 'node:crypto';
import { calendarDataSchema } from '@cuaso/kernel/calendar-data.ts';
import { dayOf, movingClock } from '@cuaso/kernel/clock.ts';
import type { MovingClock } from '@cuaso/kernel/clock.ts';
import { grantByDuty } from '@cuaso/platform/access/grant-by-duty.ts';
import { loadOfficial } from '@cuaso/platform/access/load-actor.ts';
import { loadProvince } from '@cuaso/platform/directory/load-province.ts';
import type { Duty } from '@cuaso/platform/directory/province.ts';
import type { Official, Person, System } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { setNoticeKinds } from '@cuaso/platform/notices/kind.ts';
import { createRegistry } from '@cuaso/platform/operations/registry.ts';
import type { Registry } from '@cuaso/platform/operations/registry.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { setPurposes } from '@cuaso/platform/signing/purpose.ts';
import { syncPermissions } from '@cuaso/systems/access/sync-permissions.ts';
import { installed } from '@cuaso/systems/index.ts';
import { noticeKinds } from '@cuaso/systems/notice-kinds.ts';
import { signingPurposes } from '@cuaso/systems/signing-purposes.ts';
import { installCalendar } from '@cuaso/systems/onestop/install-calendar.ts';
import { loadCatalogue } from '@cuaso/systems/procedures/load-catalogue.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { readAgencies } from '../data/agencies/agencies.ts';
import { unitsOf } from '../data/agencies/units.ts';
import { catalogueInput } from '../data/demo/catalogue-input.ts';
import { readDivisions2020 } from '../data/divisions/divisions.ts';
import { readData } from '../data/read-data.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

/** A small province that tests work in: one department, one district, one commune, somebody in each duty. */
export type SmallProvince = World & {
  platform: Platform;
  clock: MovingClock;
  registry: Registry;
  /** The ids of the agencies by their part: the department, the district, the commune and a second commune. */
  agencies: { department: string; district: string; commune: string; otherCommune: string };
  /** The first official of an agency with this duty; for handlers and heads the one of the unit that handles `field`. */
  official: (agencyId: string, duty: Duty, field?: string) => Promise<Official>;
  /** A citizen with an account, the same each time for the same number. */
  citizen: (index?: number) => Person;
};

/** Procedures of the small province: birth registration (commune), certification (commune), criminal record (department). */
export const known = { birth: '1.001193', copies: '2.000815' };

const names = {
  department: 'Sở Tư pháp',
  district: 'Ủy ban nhân dân huyện Chợ Gạo',
  commune: 'Ủy ban nhân dân xã Tân Mỹ Chánh, thành phố Mỹ Tho',
  otherCommune: 'Ủy ban nhân dân xã Đạo Thạnh, thành phố Mỹ Tho',
};
/** The calendar that the small province works by, as data. */
export const calendarContent = () => readData(calendarDataSchema, './calendar/2018-2026.json');

const tester: System = { kind: 'system', name: 'test' };

/** Opens a small province on a database of its own, its clock standing at a Tuesday morning unless told otherwise. */
export async function openProvince(at = '2026-03-10T09:00:00+07:00'): Promise<SmallProvince> {
  const world = await openWorld();
  const clock = movingClock(new Date(at));
  const registry = createRegistry(installed);
  const platform: Platform = {
    database: world.database,
    clock,
    random: (bytes) => randomBytes(bytes),
    memory: new Map(),
    observe: () => undefined,
    report: () => undefined,
  };
  setPurposes(platform.memory, signingPurposes);
  setNoticeKinds(platform.memory, noticeKinds);
  await run(platform, syncPermissions, tester, { systems: [...registry.systems] });
  await run(platform, installCalendar, tester, { content: calendarContent() });
  await run(platform, peopleTheProvince, tester, {});
  await run(platform, loadCatalogue, tester, smallCatalogue());
  const agencies = await agenciesByPart(world);
  return { ...world, platform, clock, registry, agencies, official: officialOf(platform), citizen };
}

function smallAgencies() {
  const all = readAgencies();
  const named = all.filter((one) => Object.values(names).includes(one.name));
  const parents = all.filter(
    (one) => one.kind === 'province_committee' || named.some((other) => other.parent === one.code),
  );
  return all.filter((one) => named.includes(one) || parents.includes(one));
}

const dutyByKind = {
  leadership: ['leader'],
  records_office: ['records_clerk', 'administrator', 'procedure_controller'],
  one_stop: ['one_stop_clerk'],
  division: ['division_head', 'handler', 'handler'],
} as const;

const peopleTheProvince = command({
  name: 'test.people-the-province',
  summary: 'Dựng tỉnh nhỏ để kiểm thử',
  input: z.strictObject({}),
  output: z.strictObject({}),
  access: { system: 'tests only' },
  run: async (ctx) => {
    const agencies = smallAgencies();
    const units = agencies.flatMap(unitsOf);
    const officials = units.flatMap((unit, i) =>
      dutyByKind[unit.kind].map((duty, j) => ({
        agency: unit.agency,
        unit: unit.code,
        title: duty === 'leader' ? 'Giám đốc' : 'Chuyên viên',
        duty,
        person: { fullName: `Nguyễn Văn Thử ${i}.${j}`, invented: true },
      })),
    );
    const divisions = readDivisions2020();
    await loadProvince(ctx.tx, ctx.newId, {
      validFrom: '2016-01-01',
      divisions,
      divisionChanges: [],
      agencies,
      units,
      officials,
    });
    await grantByDuty(ctx.tx, '2016-01-01');
    return {};
  },
});

function smallCatalogue(): ReturnType<typeof catalogueInput> {
  const whole = catalogueInput();
  const departments = new Set(smallAgencies().map((one) => one.code));
  const procedures = whole.procedures.filter((one) => one.agencyCode === null || departments.has(one.agencyCode));
  return { ...whole, procedures };
}

async function agenciesByPart(world: World): Promise<SmallProvince['agencies']> {
  const found = await sql<{ id: string; name: string }>`
    select agency_id as id, name from directory.agency_version`.execute(world.db);
  const idOf = (part: string) => found.rows.find((row) => row.name === part)?.id ?? '';
  return {
    department: idOf(names.department),
    district: idOf(names.district),
    commune: idOf(names.commune),
    otherCommune: idOf(names.otherCommune),
  };
}

function officialOf(platform: Platform): SmallProvince['official'] {
  return async (agencyId, duty, field) => {
    const found = await sql<{ id: string }>`
      select a.official_id as id from directory.position p join directory.unit u on u.id = p.unit_id
      join directory.appointment a on a.position_id = p.id and a.valid @> ${dayOf(platform.clock.now())}::date
      left join directory.unit_field f on f.unit_id = u.id and f.field_code = ${field ?? ''}
      where u.agency_id = ${agencyId} and p.duty = ${duty}
      order by (f.field_code is not null) desc, u.code, p.id limit 1`.execute(platform.database.db);
    const id = found.rows[0]?.id;
    if (id === undefined) throw new Error(`nobody at ${agencyId} is a ${duty}`);
    return loadOfficial(platform.database.db, id, id, platform.clock.now());
  };
}

function citizen(index = 1): Person {
  const accountId = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
  const number = `0820900${String(index).padStart(5, '0')}`;
  return { kind: 'person', accountId, name: `Trần Thị Thử ${index}`, number, audience: 'citizen' };
}
