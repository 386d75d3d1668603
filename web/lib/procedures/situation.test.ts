import { expect, test } from 'vitest';
import { situationOf, situationQuery } from './situation.ts';

test('a situation is read from the address and written back', () => {
  const read = situationOf(new URLSearchParams('c.proxy=true&c.cases[]=case_1&c.cases[]=case_2&q=x'));
  expect(read).toEqual({ proxy: ['true'], cases: ['case_1', 'case_2'] });
  expect(situationOf(new URLSearchParams(situationQuery(read)))).toEqual(read);
});

test('what is no key or no option is left out', () => {
  expect(situationOf(new URLSearchParams('c.=1&c.A=1&c.a=&c.b=Nguyễn Văn A&d.x=1&c.__proto__=x&c.n=-1'))).toEqual({
    n: ['-1'],
  });
});
