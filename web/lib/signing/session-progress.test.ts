import { expect, test } from 'vitest';
import { onTheTelephone, progressOf, stateMark } from './session-progress.ts';

const item = (state: 'waiting' | 'sent' | 'answered' | 'signed' | 'failed' | 'cancelled', checkCode = '') => ({
  state,
  checkCode,
  level: null,
});

test('a session is as far as its documents', () => {
  const items = (['waiting', 'sent', 'answered', 'signed', 'signed', 'failed', 'cancelled'] as const).map((one) =>
    item(one),
  );
  expect(progressOf(items)).toEqual({ total: 7, signed: 2, unsigned: 2, open: 3 });
  expect(progressOf([])).toEqual({ total: 0, signed: 0, unsigned: 0, open: 0 });
});

test('only what was sent to the telephone is to be compared there', () => {
  const items = [item('waiting', '1111'), item('sent', '2222'), item('signed', '3333'), item('sent')];
  expect(onTheTelephone(items).map(({ checkCode }) => checkCode)).toEqual(['2222']);
});

test('the mark moves with the session, each document and its level, and with nothing else', () => {
  const session = { state: 'open', items: [item('waiting'), item('sent', '1234')] };
  const marks = [
    stateMark(session),
    stateMark({ ...session, state: 'ended' }),
    stateMark({ ...session, items: [item('waiting'), item('signed')] }),
    stateMark({ ...session, items: [item('waiting'), { ...item('signed'), level: 'B-T' }] }),
  ];
  expect(new Set(marks).size).toBe(4);
  expect(stateMark({ ...session, items: [item('waiting'), item('sent', '9999')] })).toBe(marks[0]);
});
