import { type Agency, readAgencies } from '../../agencies/agencies.ts';
import { type Unit, unitsOf } from '../../agencies/units.ts';
import { type Official, officialsOf } from '../../people/officials.ts';

/** An official of the demo province with his code in the directory. */
export type Seat = Official & { code: string };
/** Everybody and everything that may have a certificate. */
export type Province = { agencies: Agency[]; units: Unit[]; seats: Seat[] };

/** The name of the department whose director signs by telephone. */
export const departmentName = 'Sở Tư pháp';

/** The demo province as it is loaded: the code of an official is his place in the list (load-province.ts). */
export function demoProvince(): Province {
  const agencies = readAgencies();
  const units = agencies.flatMap(unitsOf);
  const seats = officialsOf(agencies, units).map((official, index) => ({
    ...official,
    code: `CB${String(index + 1).padStart(5, '0')}`,
  }));
  return { agencies, units, seats };
}

/** The head of an agency: the first of its leaders. */
export function headOf({ seats }: Province, agencyCode: string): Seat {
  const head = seats.find((seat) => seat.agency === agencyCode && seat.duty === 'leader');
  if (head === undefined) throw new Error(`the demo has no head of ${agencyCode}`);
  return head;
}

/** The agency of this name. */
export function agencyNamed({ agencies }: Province, name: string): Agency {
  const agency = agencies.find((one) => one.name === name);
  if (agency === undefined) throw new Error(`the demo has no ${name}`);
  return agency;
}

/** The telephone number of the director who signs by telephone, as networks write it. */
export function directorsPhone(): string {
  const province = demoProvince();
  return msisdnOf(headOf(province, agencyNamed(province, departmentName).code));
}

/** A person's telephone number as networks write it (MSISDN). */
export function msisdnOf({ person }: Seat): string {
  return `84${person.phone.slice(1)}`;
}
