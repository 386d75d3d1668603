import { expect, test } from 'vitest';
import { custodyActOf, custodyActs } from './custody-acts.ts';

const offered = (standing: Parameters<typeof custodyActOf>[1]) =>
  custodyActs.filter(({ word }) => custodyActOf(word, standing) !== undefined).map(({ act }) => act);

test('what is offered fits how the certificate stands', () => {
  expect(offered('usable')).toEqual(['handed_over', 'returned', 'locked', 'revoked']);
  expect(offered('locked')).toEqual(['returned', 'unlocked', 'revoked']);
  expect(offered('returned')).toEqual(['handed_over', 'revoked']);
});

test('of a revoked certificate nothing is recorded any more, and a word of an address that is no act asks nothing', () => {
  expect(offered('revoked')).toEqual([]);
  expect(custodyActOf('pha-huy', 'usable')).toBeUndefined();
  expect(custodyActOf(undefined, 'usable')).toBeUndefined();
});
