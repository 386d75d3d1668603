import { expect, test } from 'vitest';
import { inventoryCounts, inventoryOf } from './inventory.ts';
import { demoProvince } from './seats.ts';
import { nameOf } from './x509-parts.ts';

const province = demoProvince();
const planned = inventoryOf(province);

test('the inventory has 529 certificates of agencies, 812 of persons and 11 in SIM cards', () => {
  const persons = planned.filter((one) => one.holderKind === 'official');
  expect(planned.filter((one) => one.holderKind === 'agency')).toHaveLength(529);
  expect(persons.filter((one) => one.device !== 'sim')).toHaveLength(812);
  expect(persons.filter((one) => one.device === 'sim')).toHaveLength(11);
  expect(planned).toHaveLength(inventoryCounts.agency + inventoryCounts.person + inventoryCounts.sim);
});

test('every agency has a certificate of its own, and none twice for the same part', () => {
  const agencies = planned.filter((one) => one.holderKind === 'agency');
  expect(new Set(agencies.map((one) => one.holder)).size).toBe(208);
  expect(new Set(agencies.map((one) => `${one.holder}/${one.positionTitle}`)).size).toBe(529);
});

test('nobody has two certificates of one kind', () => {
  const persons = planned.filter((one) => one.holderKind === 'official');
  expect(new Set(persons.map((one) => `${one.holder}/${one.device === 'sim'}`)).size).toBe(persons.length);
});

test('the demo knows the keys of five certificates, each once', () => {
  const known = planned.flatMap(({ key, device }) => (key === undefined ? [] : [`${key} ${device}`]));
  expect(known.toSorted()).toEqual([
    'commune_leader test',
    'commune_seal test',
    'department_seal test',
    'director test',
    'director_sim sim',
  ]);
  expect(planned.filter((one) => one.device === 'test' && one.key === undefined)).toEqual([]);
});

test('some end soon, some are over, some are locked, taken back or revoked', () => {
  const count = (fits: (one: (typeof planned)[number]) => boolean) => planned.filter(fits).length;
  expect(count((one) => one.untilDay > 0 && one.untilDay < 60)).toBeGreaterThan(20);
  expect(count((one) => one.untilDay < 0)).toBeGreaterThan(15);
  for (const fate of ['locked', 'returned', 'revoked'] as const) {
    expect(count((one) => one.fate === fate)).toBeGreaterThan(0);
    expect(count((one) => one.fate === fate)).toBeLessThan(15);
  }
});

test('every name fits into a certificate', () => {
  for (const { subject } of planned) expect(nameOf(subject).length).toBeLessThan(500);
});

test('the same province gives the same inventory', () => {
  expect(inventoryOf(demoProvince())).toEqual(planned);
});
