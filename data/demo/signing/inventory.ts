import type { Agency } from '../../agencies/agencies.ts';
import type { Unit } from '../../agencies/units.ts';
import { hashOf } from '../../people/random.ts';
import { featuredOffices } from '../accounts.ts';
import type { DemoKey } from './kept-trust.ts';
import { agencyNamed, departmentName, headOf, msisdnOf, type Province, type Seat } from './seats.ts';
import type { NameParts } from './x509-parts.ts';

/** A certificate before it is issued; periods are days counted from the day the demo was made. */
export type Planned = {
  holderKind: 'official' | 'agency';
  /** The code of the official or the agency. */
  holder: string;
  subject: NameParts;
  positionTitle: string;
  device: 'usb_token' | 'hsm' | 'sim' | 'test';
  keyName: string;
  /** Whose key; without one a key that only stands in the inventory. */
  key?: DemoKey;
  fromDay: number;
  untilDay: number;
  fate: Fate;
};

/** What happened to the device of a certificate. */
export type Fate = 'in_use' | 'locked' | 'returned' | 'revoked';

/** The inventory of the province's plan: certificates of agencies, of persons, and of leaders in SIM cards. */
export const inventoryCounts = { agency: 529, person: 812, sim: 11 } as const;

const [communeName = ''] = featuredOffices;
const provinceName = 'Ủy ban nhân dân tỉnh Tiền Giang';
const termDays = 1826;

/** All certificates of the demo province: a pure function of the province. */
export function inventoryOf(province: Province): Planned[] {
  return [...agencyCertificates(province), ...personCertificates(province), ...simCertificates(province)];
}

function agencyCertificates(province: Province): Planned[] {
  const main = province.agencies.map((agency) => agencyCertificate(agency, undefined));
  const byCode = new Map(province.agencies.map((agency) => [agency.code, agency]));
  const own = province.units.flatMap((unit) => {
    const agency = byCode.get(unit.agency);
    return agency === undefined || unit.kind === 'leadership' ? [] : [{ agency, unit }];
  });
  // Offices and divisions of the larger agencies first, then the one-stop desks of communes.
  const ranked = own.toSorted((a, b) => rankOf(a) - rankOf(b)).filter((one) => rankOf(one) < 9);
  const more = ranked.slice(0, inventoryCounts.agency - main.length);
  return [...main, ...more.map(({ agency, unit }) => agencyCertificate(agency, unit))];
}

function rankOf({ agency, unit }: { agency: Agency; unit: Unit }): number {
  if (agency.kind !== 'commune_committee') return unit.kind === 'records_office' ? 0 : unit.kind === 'division' ? 1 : 2;
  return unit.kind === 'one_stop' ? 3 : 9;
}

function agencyCertificate(agency: Agency, unit: Unit | undefined): Planned {
  const isMain = unit === undefined;
  const about = { holderKind: 'agency', holder: agency.code, positionTitle: unit?.name ?? '' } as const;
  const subject: NameParts = [
    ['C', 'VN'],
    ['O', agency.name === provinceName ? agency.name : provinceName],
    ...(unit === undefined ? [] : ([['OU', unitNameOf(unit)]] as const)),
    ['CN', agency.name],
  ];
  const key = isMain ? sealKeys.get(agency.name) : undefined;
  if (key !== undefined) return { ...about, subject, device: 'test', keyName: '', key, ...ofFeatured };
  // The larger agencies keep their seal in the province's module, everybody else in a token.
  const isInModule = isMain && agency.kind !== 'commune_committee';
  const device = isInModule ? 'hsm' : 'usb_token';
  return { ...about, subject, device, keyName: isInModule ? `con-dau-${agency.code}` : '', ...periodOf(about) };
}

/** A name has room for 64 letters (RFC 5280, appendix A.1): where the desk stands is left out. */
function unitNameOf({ name }: Unit): string {
  return [...name].length > 64 ? (name.split(' tại ')[0] ?? name) : name;
}

const sealKeys = new Map<string, DemoKey>([
  [communeName, 'commune_seal'],
  [departmentName, 'department_seal'],
]);

function personCertificates(province: Province): Planned[] {
  const kinds = new Map(province.agencies.map(({ code, kind }) => [code, kind]));
  const isLarge = (seat: Seat) => kinds.get(seat.agency) !== 'commune_committee';
  const leaders = province.seats.filter((seat) => seat.duty === 'leader');
  const clerks = province.seats.filter((seat) => seat.duty === 'records_clerk' && isLarge(seat));
  const heads = province.seats.filter((seat) => seat.duty === 'division_head' && isLarge(seat));
  const chosen = spread(heads, inventoryCounts.person - leaders.length - clerks.length);
  const keys = new Map<string, DemoKey>([
    [headOf(province, agencyNamed(province, communeName).code).code, 'commune_leader'],
    [headOf(province, agencyNamed(province, departmentName).code).code, 'director'],
  ]);
  return [...leaders, ...clerks, ...chosen].map((seat) => {
    const about = aboutPerson(province, seat);
    const key = keys.get(seat.code);
    if (key !== undefined) return { ...about, device: 'test', keyName: '', key, ...ofFeatured };
    return { ...about, device: 'usb_token', keyName: '', ...periodOf(about) };
  });
}

function simCertificates(province: Province): Planned[] {
  const large = province.agencies.filter(({ kind }) => kind !== 'commune_committee');
  const first = [provinceName, departmentName].map((name) => agencyNamed(province, name));
  const others = spread(
    large.filter((agency) => !first.includes(agency)),
    inventoryCounts.sim - first.length,
  );
  return [...first, ...others].map((agency) => {
    const head = headOf(province, agency.code);
    const about = { ...aboutPerson(province, head), device: 'sim', keyName: msisdnOf(head), ...ofFeatured } as const;
    return agency.name === departmentName ? { ...about, key: 'director_sim' } : about;
  });
}

function aboutPerson({ agencies }: Province, seat: Seat) {
  const agency = agencies.find((one) => one.code === seat.agency);
  const subject: NameParts = [
    ['C', 'VN'],
    ['O', agency?.name ?? ''],
    ['CN', seat.person.fullName],
  ];
  return { holderKind: 'official', holder: seat.code, subject, positionTitle: '' } as const;
}

/** So many of the list, spread over all of it, in their order. */
function spread<T extends { code: string }>(list: readonly T[], count: number): T[] {
  const chosen = new Set(list.toSorted((a, b) => hashOf(a.code) - hashOf(b.code)).slice(0, count));
  return list.filter((one) => chosen.has(one));
}

const ofFeatured = { fromDay: -400, untilDay: termDays - 400, fate: 'in_use' } as const;

/** Five years; of a thousand some end soon, some are over, a few devices are locked, taken back or their certificates revoked. */
function periodOf({ holder, positionTitle }: { holder: string; positionTitle: string }) {
  const lot = hashOf(`demo-signing/${holder}/${positionTitle}`);
  const [share, shift] = [lot % 1000, Math.floor(lot / 1000)];
  if (share < 45) return ending(3 + (shift % 55));
  if (share < 75) return ending(-5 - (shift % 300));
  const fate: Fate = share < 79 ? 'locked' : share < 83 ? 'revoked' : share < 86 ? 'returned' : 'in_use';
  return { ...ending(termDays - 30 - (shift % 1600)), fate };
}

function ending(untilDay: number): { fromDay: number; untilDay: number; fate: Fate } {
  return { fromDay: untilDay - termDays, untilDay, fate: 'in_use' };
}
