import { expect, test } from 'vitest';
import { readWrittenDefinitions } from '../../../data/procedures/definitions.ts';
import { applicableOf, typedSituation } from './typed-answers.ts';

const birth = readWrittenDefinitions().find((one) => one.code === '1.001193')?.definition;

test('what was answered for the checklist begins the form; what is no option of it does not', () => {
  if (birth === undefined) throw new Error('no birth registration');
  const begun = typedSituation(birth, {
    authorised: ['true'],
    relation: ['neighbour'],
    copies_wanted: ['1'],
    child_name: ['x'],
  });
  expect(begun).toEqual({ 'answers.authorised': 'true' });
  expect(applicableOf(birth, begun).papers.has('authorisation')).toBe(true);
});
