import { entriesOf } from '@cuaso/systems/finding/event-content.ts';
import { describe, expect, it } from 'vitest';
import { catalogueInput } from '../demo/catalogue-input.ts';
import { readGuide } from './guide.ts';

const { events, questions } = readGuide();
const catalogue = catalogueInput();
const entries = [
  ...catalogue.procedures.map((one) => ({ ...one, status: 'in_force' })),
  ...catalogue.listed.map((one) => ({ ...one, status: one.reason })),
];
const codes = new Set(entries.map((entry) => entry.code));
const fields = new Set(catalogue.fields.map((field) => field.code));

describe('life events', () => {
  it('are for citizens and for businesses, each with an address of its own', () => {
    expect(new Set(events.map((event) => event.key)).size).toBe(events.length);
    const count = (audience: string) => events.filter((event) => event.content.audience === audience).length;
    expect(count('citizen')).toBeGreaterThanOrEqual(12);
    expect(count('business')).toBeGreaterThanOrEqual(7);
  });

  it.each(events.map((event) => [event.key, event.content] as const))(
    '%s names only real codes and fields',
    (_, content) => {
      const named = content.groups.flatMap((group) => group.codes);
      expect(named.filter((code) => !codes.has(code))).toEqual([]);
      const ruled = content.groups.flatMap((group) => group.rule?.fieldCode ?? []);
      expect(ruled.filter((field) => !fields.has(field))).toEqual([]);
    },
  );

  it.each(events.map((event) => [event.key, event.content] as const))(
    '%s has procedures that can be filed here',
    (_, content) => {
      const found = content.groups.flatMap((group) => entriesOf(group, entries));
      expect(found.some((entry) => entry.status === 'in_force')).toBe(true);
      for (const group of content.groups) expect(entriesOf(group, entries).length).toBeGreaterThan(0);
    },
  );
});

describe('common questions', () => {
  it('stand with procedures that can be filed here', () => {
    const inForce = new Set(catalogue.procedures.map((one) => one.code));
    const named = questions.flatMap((question) => question.procedureCode ?? []);
    expect(named.filter((code) => !inForce.has(code))).toEqual([]);
  });

  it('are asked once each', () => {
    expect(new Set(questions.map((question) => question.question)).size).toBe(questions.length);
  });
});
