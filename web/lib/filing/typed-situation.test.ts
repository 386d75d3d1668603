import { definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { expect, test } from 'vitest';
import { applicableOf, typedSituation } from './typed-answers.ts';

const step = { title: 'Bước', place: 'division', budgetMinutes: 1 } as const;
const definition = definitionSchema.parse({
  sections: [
    {
      key: 'a',
      title: 'A',
      fields: [
        { key: 'name', label: 'Họ tên', type: 'person_name' },
        { key: 'proxy', label: 'Nộp thay?', type: 'yes_no' },
        { key: 'kind', label: 'Thay ai?', type: 'choice', options: [{ value: 'kin', label: 'Người thân' }] },
        { key: 'copies', label: 'Mấy bản?', type: 'number' },
      ],
    },
  ],
  papers: [
    {
      key: 'letter',
      name: 'Ủy quyền',
      originals: 1,
      copies: 0,
      showWhen: { op: 'equals', field: 'proxy', value: true },
    },
  ],
  channels: [{ channel: 'online', limit: { unit: 'working_day', amount: 1 } }],
  steps: [
    { ...step, key: 'x', kind: 'handle' },
    { ...step, key: 'y', kind: 'hand_over' },
  ],
  results: [],
});

test('what was answered for the checklist begins the form; what is no option of it does not', () => {
  const begun = typedSituation(definition, { proxy: ['true'], kind: ['neighbour'], copies: ['1'], name: ['x'] });
  expect(begun).toEqual({ 'answers.proxy': 'true' });
  expect(applicableOf(definition, begun).papers.has('letter')).toBe(true);
});
