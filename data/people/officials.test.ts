import { email, personalNumber, personName, phone, sexOf, taxNumber } from '@cuaso/kernel/fields.ts';
import { describe, expect, it } from 'vitest';
import { readAgencies } from '../agencies/agencies.ts';
import { unitsOf } from '../agencies/units.ts';
import { businessesOf, citizensOf } from './applicants.ts';
import { officialCount } from './headcounts.ts';
import { officialsOf } from './officials.ts';

const agencies = readAgencies();
const units = agencies.flatMap(unitsOf);
const officials = officialsOf(agencies, units);

describe('officials', () => {
  it('are 10,383', () => {
    expect(officialCount).toBe(10_383);
    expect(officials).toHaveLength(10_383);
  });

  it('are the same people for the same seed and others for another', () => {
    expect(officialsOf(agencies, units)).toEqual(officials);
    const others = officialsOf(agencies, units, 'another');
    expect(others.map((official) => official.person.fullName)).not.toEqual(
      officials.map((official) => official.person.fullName),
    );
  });

  it('follow from their input alone', () => {
    expect(officialsOf(structuredClone(agencies), structuredClone(units))).toEqual(officials);
  });

  it('give every agency a leader, a one-stop clerk, a records clerk and a handler for each division', () => {
    const held = new Set(officials.map((official) => `${official.unit} ${official.duty}`));
    const needed = {
      leadership: 'leader',
      one_stop: 'one_stop_clerk',
      records_office: 'records_clerk',
      division: 'handler',
    };
    expect(units.filter((unit) => !held.has(`${unit.code} ${needed[unit.kind]}`))).toEqual([]);
  });

  it('give every division of a department and district a head', () => {
    const held = new Set(officials.map((official) => `${official.unit} ${official.duty}`));
    for (const agency of agencies.filter(({ kind }) => kind === 'department' || kind === 'district_committee')) {
      for (const unit of unitsOf(agency).filter(({ kind }) => kind === 'division')) {
        expect(held).toContain(`${unit.code} division_head`);
      }
    }
  });

  it('sit in units of their own agency', () => {
    const agencyOf = new Map(units.map((unit) => [unit.code, unit.agency]));
    for (const official of officials) expect(agencyOf.get(official.unit)).toBe(official.agency);
  });

  it('have one head of each agency', () => {
    const heads = officials.filter((official) => official.title === 'Chủ tịch Ủy ban nhân dân');
    expect(heads).toHaveLength(185);
  });

  it('have unique numbers, phones and addresses of the real form', () => {
    for (const key of ['personalNumber', 'phone', 'email'] as const) {
      expect(new Set(officials.map((official) => official.person[key])).size).toBe(officials.length);
    }
    for (const { person } of officials) {
      expect(person.personalNumber).toMatch(/^082[0-3]\d{2}9\d{5}$/);
      expect(personalNumber.parse(person.personalNumber)).toBe(person.personalNumber);
      expect(sexOf(person.personalNumber)).toBe(person.gender);
      expect(phone.parse(person.phone)).toBe(person.phone);
      expect(email.parse(person.email)).toBe(person.email);
      expect(personName.parse(person.fullName)).toBe(person.fullName);
      expect(person.invented).toBe(true);
    }
  });

  it('are named as people in the south are', () => {
    const share = officials.filter((official) => official.person.name.family === 'Nguyễn').length / officials.length;
    expect(share).toBeGreaterThan(0.29);
    expect(share).toBeLessThan(0.38);
  });
});

describe('applicants', () => {
  it('share no number with an official', () => {
    const numbers = new Set(officials.map((official) => official.person.personalNumber));
    const citizens = citizensOf('demo', 3000);
    expect(citizens.some((citizen) => numbers.has(citizen.personalNumber))).toBe(false);
    expect(new Set(citizens.map((citizen) => citizen.personalNumber)).size).toBe(3000);
  });

  it('are the first ones of a longer list', () => {
    expect(citizensOf('demo', 20)).toEqual(citizensOf('demo', 50).slice(0, 20));
  });

  it('include businesses with valid, unique tax numbers', () => {
    const businesses = businessesOf('demo', 2000);
    expect(new Set(businesses.map((business) => business.taxNumber)).size).toBe(2000);
    for (const business of businesses) expect(taxNumber.parse(business.taxNumber)).toBe(business.taxNumber);
  });
});
