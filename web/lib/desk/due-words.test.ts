import { expect, test } from 'vitest';
import { dueInWords, dueMoment, timeStatusOf } from './due-words.ts';

const now = new Date('2026-11-23T09:00:00+07:00');
const open = {
  state: 'processing',
  dueAt: '2026-11-27T10:00:00.000Z',
  readyAt: null,
  timeliness: null,
  remainingMinutes: 2100,
};

test('the outlook of an open dossier is said in working time, the result of a finished one in a word', () => {
  const told = (due: object) => {
    const whole = { ...open, ...due };
    return [timeStatusOf(whole, now), dueInWords(whole, now)];
  };
  expect(told({})).toEqual(['in_time', 'còn 4 ngày 3 giờ làm việc']);
  expect(told({ remainingMinutes: 180 })).toEqual(['due_soon', 'còn 3 giờ làm việc']);
  expect(told({ dueAt: '2026-11-19T10:00:00.000Z', remainingMinutes: -960 })).toEqual([
    'overdue',
    'quá hạn 2 ngày làm việc',
  ]);
  expect(told({ dueAt: '2026-11-20T10:00:00.000Z', remainingMinutes: 0 })).toEqual(['overdue', 'quá hạn']);
  expect(told({ state: 'awaiting_applicant', dueAt: null, remainingMinutes: null })).toEqual([
    'stopped',
    'Tạm dừng tính giờ',
  ]);
  expect(told({ state: 'result_ready', timeliness: 'early', remainingMinutes: null })).toEqual(['early', 'Trước hạn']);
  expect(told({ state: 'submitted', dueAt: null, remainingMinutes: null })).toEqual([undefined, '']);
});

test('the hour is said only where it is not the end of the day', () => {
  expect(dueMoment('2026-11-27T10:00:00.000Z')).toBe('27/11/2026');
  expect(dueMoment('2026-11-27T02:35:00.000Z')).toBe('09:35 27/11/2026');
});
