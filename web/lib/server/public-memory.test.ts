import { expect, test } from 'vitest';
import { publicMemory } from './public-memory.ts';

const at = (second: number) => new Date(second * 1000);

test('an answer is worked out once while it is remembered', async () => {
  const remember = publicMemory<number>(60);
  let worked = 0;
  const work = async () => ++worked;
  expect(await Promise.all([remember(at(0), work), remember(at(0), work)])).toEqual([1, 1]);
  expect(await remember(at(59), work)).toBe(1);
  expect(await remember(at(60), work)).toBe(2);
});

test('a failure is told and forgotten', async () => {
  const remember = publicMemory<string>(60);
  await expect(remember(at(0), async () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await remember(at(1), async () => 'up')).toBe('up');
});
