import { calendarDataSchema, calendarOf } from '@cuaso/kernel/calendar-data.ts';
import { dayOf, movingClock } from '@cuaso/kernel/clock.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import type { Person, System } from '@cuaso/platform/identity/actor.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { readAgencies } from '../agencies/agencies.ts';
import { unitsOf } from '../agencies/units.ts';
import { readDivisionChanges, readDivisions2020 } from '../divisions/divisions.ts';
import { demoSeed, officialsOf } from '../people/officials.ts';
import { readWrittenDefinitions } from '../procedures/definitions.ts';
import { readGuide } from '../guide/guide.ts';
import { readPostTariff } from '../post/tariff.ts';
import { readData } from '../read-data.ts';
import { loadProvince } from '@cuaso/systems/directory/load-province.ts';
import { loadGuide } from '@cuaso/systems/finding/load-guide.ts';
import { installCalendar } from '@cuaso/systems/onestop/install-calendar.ts';
import { setAccount } from '@cuaso/systems/payments/set-account.ts';
import { setTariff } from '@cuaso/systems/post/set-tariff.ts';
import { loadCatalogue } from '@cuaso/systems/procedures/load-catalogue.ts';
import { type DemoSignIn, featuredOffices, openDemoAccounts } from './accounts.ts';
import { castOf, loadOffices } from './cast.ts';
import { catalogueInput } from './catalogue-input.ts';
import { live } from './life.ts';
import { type Playable, plotsOf } from './plots.ts';

/** How the demo is made: the password of all its sign-ins, how many dossiers, and who is told of the progress. */
export type DemoOptions = { password: string; dossiers?: number; days?: number; progress?: (line: string) => void };

const loader: System = { kind: 'system', name: 'demo' };

/** Makes the demo province through the operations, with a set clock; what is there already is left as it is. */
export async function loadDemo(platform: Platform, options: DemoOptions): Promise<DemoSignIn[]> {
  const progress = options.progress ?? (() => undefined);
  const made = await alreadyMade(platform);
  if (!made.calendar) {
    const content = readData(calendarDataSchema, './calendar/2018-2026.json');
    await run(platform, installCalendar, loader, { content });
  }
  if (!made.agencies) {
    progress('Nạp 208 cơ quan và 10.383 cán bộ (tên người là hư cấu)…');
    await run(platform, loadProvince, loader, provinceInput());
  }
  if (!made.procedures) {
    progress('Nạp danh mục thủ tục hành chính…');
    const { procedures } = await run(platform, loadCatalogue, loader, catalogueInput());
    progress(`Đã có ${procedures} thủ tục nhận được hồ sơ.`);
  }
  if (!made.guide) await run(platform, loadGuide, loader, readGuide());
  await sql`select database.refresh_statistics()`.execute(platform.database.db);
  if (!made.accounts) await openReceivingAccounts(platform);
  if (!made.tariff)
    for (const row of readPostTariff()) await run(platform, setTariff, loader, { ...row, isInvented: true });
  const { signIns, people } = await openDemoAccounts(platform, options.password);
  await liveAll(
    platform,
    people,
    { wanted: options.dossiers ?? 2000, made: made.dossiers, days: options.days ?? 150 },
    progress,
  );
  return signIns;
}

function provinceInput() {
  const agencies = readAgencies();
  const units = agencies.flatMap(unitsOf);
  return {
    validFrom: '2016-01-01',
    divisions: readDivisions2020(),
    divisionChanges: [...readDivisionChanges()],
    agencies,
    units,
    officials: officialsOf(agencies, units),
  };
}

type Made = {
  calendar: boolean;
  agencies: boolean;
  procedures: boolean;
  guide: boolean;
  accounts: boolean;
  tariff: boolean;
  dossiers: number;
};
const nothing: Made = {
  calendar: false,
  agencies: false,
  procedures: false,
  guide: false,
  accounts: false,
  tariff: false,
  dossiers: 0,
};

async function alreadyMade(platform: Platform): Promise<Made> {
  const found = await sql<Made>`select exists (select from cases.calendar) as calendar,
    exists (select from directory.agency) as agencies, exists (select from procedures.version) as procedures,
    exists (select from finding.event_version) as guide, exists (select from payments.account) as accounts,
    exists (select from post.tariff) as tariff,
    (select count(*)::int from cases.dossier) as dossiers`.execute(platform.database.db);
  return found.rows[0] ?? nothing;
}

/** An account for each agency that takes in dossiers; number and name are invented and say so. */
async function openReceivingAccounts(platform: Platform): Promise<void> {
  const found = await sql<{ id: string; code: string }>`select id, code from directory.agency order by code`.execute(
    platform.database.db,
  );
  for (const [index, { id }] of found.rows.entries()) {
    await run(platform, setAccount, loader, {
      agencyId: id,
      bankBin: '970400',
      bankName: 'Ngân hàng hư cấu',
      accountNumber: `9990000${String(index + 1).padStart(6, '0')}`,
      accountName: 'TAI KHOAN HU CAU',
      isInvented: true,
    });
  }
}

async function liveAll(
  platform: Platform,
  people: readonly Person[],
  { wanted, made, days }: { wanted: number; made: number; days: number },
  progress: (line: string) => void,
): Promise<void> {
  const until = platform.clock.now();
  const calendar = calendarOf(readData(calendarDataSchema, './calendar/2018-2026.json'));
  const offices = await loadOffices(platform, dayOf(until));
  const all = plotsOf(
    { count: wanted, until, days, seed: demoSeed, featured: featuredOffices },
    calendar,
    offices,
    await loadPlayables(platform),
    people,
  );
  const plots = all.slice(made);
  const actorOf = castOf(platform);
  const streams = 4;
  let done = 0;
  const liveStream = async (mine: typeof plots) => {
    const clock = movingClock(until);
    const stage = {
      platform: { ...platform, clock, commitsLater: true as const, observe: () => undefined },
      clock,
      calendar,
      actorOf,
      until,
    };
    for (const plot of mine) {
      await live(stage, plot);
      done += 1;
      if (done % 500 === 0) progress(`Đã tạo ${done}/${plots.length} hồ sơ minh họa…`);
    }
  };
  // One stream per group of offices: an office's dossiers get their numbers in the order of time.
  const byStream = Map.groupBy(plots, (plot) => offices.indexOf(plot.office) % streams);
  await Promise.all([...byStream.values()].map(liveStream));
  await sql`select audit.seal()`.execute(platform.database.db);
}

async function loadPlayables(platform: Platform): Promise<Playable[]> {
  const written = new Set(readWrittenDefinitions().map((one) => one.code));
  const found = await sql<{ code: string; levels: string[]; agencyId: string | null; definition: Definition }>`
    select v.procedure_code as code, v.levels, v.agency_id as "agencyId", d.content as definition
    from procedures.version v join cases.definition d on d.id = v.definition_id
    where upper(v.valid) is null order by v.procedure_code`.execute(platform.database.db);
  return found.rows.map((row) => ({ ...row, isWritten: written.has(row.code) }));
}
