import { fieldsOf } from '@cuaso/kernel/expressions.ts';
import type { Definition } from '@cuaso/platform/cases/definition.ts';
import { describe, expect, it } from 'vitest';
import { readAgencies } from '../agencies/agencies.ts';
import { unitsOf } from '../agencies/units.ts';
import { readCatalogue } from './catalogue.ts';
import { definitionOf } from './definition-of.ts';
import { publishablesOf, readWrittenDefinitions } from './definitions.ts';
import { executingAgenciesOf, findHandlingUnit } from './executing-agencies.ts';
import { readProcedureFields } from './fields.ts';
import { leastWorkingMinutesOf } from './step-templates.ts';

const records = readCatalogue();
const written = readWrittenDefinitions();
const publishables = publishablesOf(records, written);
const agencies = readAgencies();
const units = new Map(agencies.map((agency) => [agency.code, unitsOf(agency)]));

describe('the catalogue', () => {
  it('has one record per code, from four kinds of source', () => {
    expect(new Set(records.map((record) => record.code)).size).toBe(records.length);
    const count = (source: string) => records.filter((record) => record.source === source).length;
    expect(count('portal_2026')).toBe(435);
    expect(count('portal_2026') + count('index_2026')).toBe(1601);
    expect(
      records.filter((record) => record.knowledge2020 !== undefined || record.source === 'knowledge_2020').length,
    ).toBe(66);
  });

  it('marks what is not certain and what has no real code', () => {
    for (const record of records) {
      const uncertain = record.source === 'knowledge_2020' || record.doubt !== undefined;
      expect(record.sure).toBe(!uncertain);
      expect(record.codeIsProvisional).toBe(record.source === 'portal_2021');
    }
  });

  it('uses only fields and departments that exist', () => {
    const fields = new Set(readProcedureFields().map((field) => field.code));
    const departments = new Set(agencies.filter(({ kind }) => kind === 'department').map((agency) => agency.code));
    for (const record of records) {
      expect(fields).toContain(record.field);
      const named = record.executors.flatMap(({ department }) => department ?? []);
      expect(named.filter((department) => !departments.has(department))).toEqual([]);
    }
  });

  it('is in NFC throughout', () => {
    const text = JSON.stringify(records);
    expect(text === text.normalize('NFC')).toBe(true);
  });

  it('keeps one channel of each kind', () => {
    for (const record of records) {
      expect(new Set(record.channels.map((channel) => channel.channel)).size).toBe(record.channels.length);
    }
  });
});

describe('definitions', () => {
  it('are written by hand for about fifty procedures of all three levels', () => {
    expect(written.length).toBeGreaterThanOrEqual(50);
    const codes = new Set(records.map((record) => record.code));
    for (const entry of written) expect(codes).toContain(entry.code);
    const levels = publishables.filter((one) => one.origin === 'written').flatMap((one) => one.record.levels);
    for (const level of ['province', 'district', 'commune']) expect(levels).toContain(level);
  });

  it('exist for every procedure that the province executes, whose name and limit are known', () => {
    expect(publishables.length).toBeGreaterThan(850);
    const filed = new Set(publishables.map((one) => one.record.code));
    for (const record of records) {
      const limited = record.channels.some((channel) => channel.limit?.unit != null && channel.limit.amount > 0);
      const ours = executingAgenciesOf(record, agencies).length > 0;
      expect(filed.has(record.code) || !limited || !ours || record.doubt !== undefined).toBe(true);
    }
  });

  it('are not made where the limit is a bare number, the name in doubt or the executor not ours', () => {
    const made = (pick: (record: (typeof records)[number]) => boolean) => records.filter(pick).map(definitionOf);
    const bare = made(
      (one) => one.knowledge2020 === undefined && one.channels.every(({ limit }) => limit?.unit == null),
    );
    const doubtful = made((one) => one.doubt !== undefined);
    const foreign = made((one) => executingAgenciesOf(one, agencies).length === 0);
    for (const definitions of [bare, doubtful, foreign]) {
      expect(definitions.length).toBeGreaterThan(0);
      expect(definitions.filter((definition) => definition !== null)).toEqual([]);
    }
  });

  it('have steps whose budgets add up to no more than the shortest limit', () => {
    for (const { definition } of publishables) {
      const total = definition.steps.reduce((sum, step) => sum + step.budgetMinutes, 0);
      const room = Math.min(...definition.channels.map((channel) => leastWorkingMinutesOf(channel.limit)));
      expect(total).toBeLessThanOrEqual(room);
      expect(total).toBeGreaterThan(0);
    }
  });

  it('go from handling over signing and issuing to handing over, with a check only where there is a head', () => {
    for (const { record, definition } of publishables) {
      const kinds = definition.steps.map((step) => step.kind);
      expect(kinds.filter((kind) => kind !== 'review')).toEqual(['handle', 'sign', 'issue', 'hand_over']);
      expect(kinds.includes('review') && record.levels.includes('commune')).toBe(false);
    }
  });

  it('can be handled by a division of every agency that executes them', () => {
    for (const { record } of publishables) {
      const executing = executingAgenciesOf(record, agencies);
      expect(executing.length).toBeGreaterThan(0);
      for (const agency of executing) {
        expect(findHandlingUnit(units.get(agency.code) ?? [], record.field)).toBeDefined();
      }
    }
  });

  it('have unique keys and conditions that look only at their own questions', () => {
    for (const { definition } of publishables) {
      const asked = definition.sections.flatMap((section) => section.fields.map((field) => field.key));
      expect(new Set(asked).size).toBe(asked.length);
      expect(new Set(definition.papers.map((paper) => paper.key)).size).toBe(definition.papers.length);
      for (const field of conditionFieldsOf(definition)) expect(asked).toContain(field);
    }
  });

  it('offer options with every choice and only there', () => {
    for (const field of written.flatMap(({ definition }) => definition.sections.flatMap((section) => section.fields))) {
      expect(field.options !== undefined).toBe(field.type === 'choice' || field.type === 'choices');
    }
  });

  it('compare a choice only with values that it offers', () => {
    for (const { definition } of written) {
      const text = JSON.stringify(definition);
      for (const field of definition.sections.flatMap((section) => section.fields)) {
        const values = new Set(field.options?.map((option) => option.value));
        const compared = text.matchAll(new RegExp(`"op":"equals","field":"${field.key}","value":"([^"]+)"`, 'g'));
        for (const [, value] of compared) expect(values).toContain(value);
      }
    }
  });
});

function conditionFieldsOf(definition: Definition): string[] {
  const fields = definition.sections.flatMap((section) => section.fields.map((field) => field.showWhen));
  const papers = definition.papers.map((paper) => paper.showWhen);
  const fees = definition.channels.flatMap((channel) => channel.fees.map((fee) => fee.appliesWhen));
  return [...fields, ...papers, ...fees].flatMap((condition) => (condition === undefined ? [] : fieldsOf(condition)));
}
