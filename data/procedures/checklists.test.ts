import { checklistOf, questionsOf } from '@cuaso/systems/procedures/checklist.ts';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { publishablesOf, readWrittenDefinitions } from './definitions.ts';

describe('the checklists of the real procedures', () => {
  const all = publishablesOf(readCatalogue(), readWrittenDefinitions());

  test('once every question is answered, nothing that the form can decide stays open', () => {
    for (const { definition: one } of all) {
      const situation: Record<string, string[]> = {};
      for (const question of questionsOf(one)) situation[question.key] = [question.options[0]?.value ?? ''];
      const list = checklistOf(one, situation);
      expect(list.unanswered).toBe(0);
      expect(list.papers.filter((paper) => paper.applies === 'open')).toEqual([]);
      expect(list.channels.flatMap((channel) => channel.fees).filter((fee) => fee.applies === 'open')).toEqual([]);
    }
  });

  test('some fifty have questions to ask, with cases or conditions', () => {
    expect(all.filter((one) => questionsOf(one.definition).length > 0).length).toBeGreaterThan(40);
  });
});
