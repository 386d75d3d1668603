import { type Definition, definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { describe, expect, test } from 'vitest';
import { checklistOf, questionsOf } from './checklist.ts';

const step = { title: 'Bước', place: 'division', budgetMinutes: 1 } as const;
const definition: Definition = definitionSchema.parse({
  sections: [
    {
      key: 'a',
      title: 'A',
      fields: [
        { key: 'name', label: 'Họ tên', type: 'person_name' },
        { key: 'proxy', label: 'Nộp thay?', type: 'yes_no' },
        {
          key: 'kind',
          label: 'Thay ai?',
          type: 'choice',
          options: [
            { value: 'kin', label: 'Người thân' },
            { value: 'other', label: 'Người khác' },
          ],
          showWhen: { op: 'equals', field: 'proxy', value: true },
        },
        { key: 'copies', label: 'Mấy bản?', type: 'number' },
      ],
    },
  ],
  papers: [
    { key: 'form', name: 'Tờ khai', originals: 1, copies: 0 },
    {
      key: 'letter',
      name: 'Giấy ủy quyền',
      originals: 1,
      copies: 0,
      showWhen: { op: 'equals', field: 'kind', value: 'other' },
    },
    { key: 'named', name: 'Giấy ghi tên', originals: 1, copies: 0, showWhen: { op: 'filled', field: 'name' } },
  ],
  channels: [
    {
      channel: 'counter',
      limit: { unit: 'working_day', amount: 3 },
      fees: [
        {
          key: 'c',
          name: 'Bản sao',
          kind: 'fee',
          amountVnd: 8000,
          appliesWhen: { op: 'at_least', field: 'copies', value: 1 },
        },
        {
          key: 'm',
          name: 'Nhiều bản',
          kind: 'fee',
          amountVnd: 500,
          appliesWhen: { op: 'at_least', field: 'copies', value: 10 },
        },
      ],
    },
  ],
  steps: [
    { ...step, key: 'x', kind: 'handle' },
    { ...step, key: 'y', kind: 'hand_over' },
  ],
  results: [],
});
const papersFor = (situation: Record<string, string[]>) =>
  Object.fromEntries(checklistOf(definition, situation).papers.map(({ paper, applies }) => [paper.key, applies]));
const feesFor = (situation: Record<string, string[]>) =>
  checklistOf(definition, situation).channels.flatMap(({ fees }) => fees.map((fee) => fee.applies));

describe('a checklist', () => {
  test('asks what decides, in the order of the form, and nothing about the person', () => {
    expect(questionsOf(definition).map((question) => question.key)).toEqual(['proxy', 'kind', 'copies']);
    expect(checklistOf(definition, {}).questions.map((question) => question.key)).toEqual(['proxy', 'copies']);
    expect(checklistOf(definition, { proxy: ['true'] }).questions.map((one) => one.key)).toEqual([
      'proxy',
      'kind',
      'copies',
    ]);
  });

  test('leaves open what is not answered yet', () => {
    expect(papersFor({})).toEqual({ form: 'yes', letter: 'open', named: 'open' });
    expect(feesFor({})).toEqual(['open', 'open']);
  });

  test('says exactly what an answer decides', () => {
    expect(papersFor({ proxy: ['false'] })['letter']).toBe('no');
    expect(papersFor({ proxy: ['true'] })['letter']).toBe('open');
    expect(papersFor({ proxy: ['true'], kind: ['other'] })['letter']).toBe('yes');
    expect(papersFor({ proxy: ['true'], kind: ['kin'] })['letter']).toBe('no');
    // An answer to a question that is no longer asked does not count.
    expect(papersFor({ proxy: ['false'], kind: ['other'] })['letter']).toBe('no');
  });

  test('asks a number by the stretches between the bounds', () => {
    const options = questionsOf(definition).find((question) => question.key === 'copies')?.options;
    expect(options?.map((option) => option.label)).toEqual(['Không có', 'Từ 1 đến dưới 10', 'Từ 10 trở lên']);
    expect(options?.map((option) => feesFor({ copies: [option.value] }))).toEqual([
      ['no', 'no'],
      ['yes', 'no'],
      ['yes', 'yes'],
    ]);
  });

  test('takes no answer that is not among the options', () => {
    expect(papersFor({ proxy: ['maybe'], kind: ['<b>'] })).toEqual(papersFor({}));
    expect(feesFor({ copies: ['5'], constructor: ['x'] })).toEqual(['open', 'open']);
  });
});
