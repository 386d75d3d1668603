import type { Definition } from '@cuaso/platform/cases/definition.ts';
import { expect, test } from 'vitest';
import { answersOfSituation } from './answers-of-situation.ts';

const options = [
  { value: 'parent', label: 'Cha, mẹ' },
  { value: 'other', label: 'Người khác' },
];
const fields = [
  { key: 'authorised', label: 'Được ủy quyền', type: 'yes_no' },
  { key: 'relation', label: 'Quan hệ', type: 'choice', options },
  { key: 'wishes', label: 'Nguyện vọng', type: 'choices', options },
  { key: 'name', label: 'Họ tên', type: 'person_name' },
];
const members = { key: 'members', title: 'Thành viên', repeat: { min: 0, max: 9 }, fields };
const definition = { sections: [{ key: 'about', title: 'Về việc này', fields }, members] } as unknown as Definition;

test('what was answered for the checklist begins the form', () => {
  const situation = { authorised: ['true'], relation: ['parent'], wishes: ['other', 'parent'] };
  expect(answersOfSituation(definition, situation)).toEqual({
    authorised: 'true',
    relation: 'parent',
    wishes: ['other', 'parent'],
  });
});

test('what is no option of the form does not', () => {
  const situation = {
    authorised: ['maybe'],
    relation: ['neighbour'],
    name: ['x'],
    members: ['parent'],
    unknown: ['1'],
  };
  expect(answersOfSituation(definition, situation)).toEqual({});
});
