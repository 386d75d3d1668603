import { expect, test } from 'vitest';
import { serviceToken } from './service-token.ts';

const start = new Date('2026-11-23T02:00:00Z');
const usableUntil = new Date('2026-11-23T03:00:00Z');

function counted() {
  let count = 0;
  return serviceToken(
    async () => {
      count += 1;
      return { token: `t${count}`, usableUntil };
    },
    () => start,
  );
}

test('a question that was refused late does not drop the token that others have fetched since', async () => {
  const token = counted();
  const first = await token.get();
  token.drop(first);
  expect(await token.get()).toBe('t2');
  token.drop(first);
  expect(await token.get()).toBe('t2');
});

test('a fetch that fails is tried again by the next question', async () => {
  let fails = 1;
  const token = serviceToken(
    async () => {
      if (fails-- > 0) throw new Error('out of reach');
      return { token: 't', usableUntil };
    },
    () => start,
  );
  const both = await Promise.allSettled([token.get(), token.get()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await token.get()).toBe('t');
});
