import { expect, test } from 'vitest';
import { readWrittenDefinitions } from '../../data/procedures/definitions.ts';
import { answersOfSituation } from './answers-of-situation.ts';

const birth = readWrittenDefinitions().find((one) => one.code === '1.001193')?.definition;

test('what was answered for the checklist begins the form; what is no option of it does not', () => {
  if (birth === undefined) throw new Error('no birth registration');
  const situation = { authorised: ['true'], relation: ['neighbour'], copies_wanted: ['1'], child_name: ['x'] };
  expect(answersOfSituation(birth, situation)).toEqual({ authorised: 'true' });
});
