import { expect, test } from 'vitest';
import { checkAnswers, readAnswers } from './answers.ts';
import { problemsOf } from './check-definition.ts';
import { type Definition, definitionSchema } from './definition.ts';

function definitionWith(sections: unknown, papers: unknown = []): Definition {
  return definitionSchema.parse({
    sections,
    papers,
    channels: [{ channel: 'online', limit: { unit: 'working_day', amount: 3 } }],
    steps: [
      { key: 'handle', title: 'Thụ lý', kind: 'handle', place: 'division', budgetMinutes: 60 },
      { key: 'sign', title: 'Ký', kind: 'sign', place: 'leadership', budgetMinutes: 60 },
      { key: 'hand_over', title: 'Trả', kind: 'hand_over', place: 'one_stop', budgetMinutes: 60 },
    ],
    results: [],
  });
}

const people = {
  key: 'people',
  title: 'Người cùng đi',
  repeat: { item: 'Người', min: 0, max: 3 },
  fields: [
    { key: 'minor', label: 'Dưới 14 tuổi?', type: 'yes_no', required: true },
    {
      key: 'guardian',
      label: 'Người giám hộ',
      type: 'person_name',
      required: true,
      showWhen: { op: 'equals', field: 'minor', value: true },
    },
  ],
};
const after = (field: string) => ({
  key: 'after',
  title: 'Sau đó',
  fields: [{ key: 'last', label: 'Câu cuối', type: 'text', showWhen: { op: 'filled', field } }],
});

test('only inside its group may a condition look at a question that is repeated', () => {
  expect(problemsOf(definitionWith([people]))).toEqual({});
  expect(problemsOf(definitionWith([people, after('minor')]))).toHaveProperty(
    'definition.sections.1.fields.0.showWhen',
  );
});

test('the key of a repeated group belongs to it alone, and that of the proof to no procedure', () => {
  const twice = { ...people, title: 'Người khác', fields: [{ key: 'other', label: 'Khác', type: 'text' }] };
  expect(problemsOf(definitionWith([people, twice]))).toHaveProperty('definition.sections.1.key');
  const paper = { key: 'authority_to_file', name: 'Giấy ủy quyền', originals: 0, copies: 1 };
  expect(problemsOf(definitionWith([], [paper]))).toHaveProperty('definition.papers.0.key');
});

test('each item of a repeated group is read by its own conditions', () => {
  const definition = definitionWith([people]);
  const right = { people: [{ minor: 'true', guardian: 'Lê Thị A' }, { minor: 'false' }, {}] };
  expect(checkAnswers(definition, right, 'complete')).toEqual({
    people: [{ minor: true, guardian: 'Lê Thị A' }, { minor: false }],
  });
  const wrong = { people: [{ minor: 'true' }, { minor: '' }, { minor: 'có lẽ' }] };
  const { problems } = readAnswers(definition, wrong, 'complete');
  expect(Object.keys(problems).toSorted()).toEqual(['answers.people.0.guardian', 'answers.people.2.minor']);
  const many = { people: Array.from({ length: 4 }, () => ({ minor: 'false' })) };
  expect(readAnswers(definition, many, 'complete').problems).toHaveProperty('answers.people');
});
