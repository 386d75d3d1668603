import { findingSentences } from '@cuaso/systems/signing/in-words.ts';
import { expect, test } from 'vitest';
import { adviceOf, levelNote, sessionLook } from './signing.ts';

test('every reason that a check can give comes with what to do', () => {
  const without = Object.keys(findingSentences).filter((reason) => adviceOf(reason) === '');
  expect(without).toEqual([]);
  expect(adviceOf('unheard_of')).toBe('');
});

test('a level that lacks something says what and that it comes; a complete one says nothing', () => {
  expect(levelNote('B-B')).toContain('dấu thời gian');
  expect(levelNote('B-T')).toContain('bằng chứng');
  expect([levelNote('B-LT'), levelNote(null)]).toEqual(['', '']);
});

test('a session that is over says whether all was signed', () => {
  const label = (state: 'open' | 'ended' | 'expired', signed: number, unsigned: number) =>
    sessionLook(state, { signed, unsigned }).label;
  expect([label('ended', 2, 0), label('ended', 1, 1), label('ended', 0, 2)]).toEqual([
    'Đã xong',
    'Đã xong một phần',
    'Không ký được',
  ]);
  expect([label('open', 0, 2), label('expired', 0, 2)]).toEqual(['Đang ký', 'Quá thời gian']);
});
