import { describe, expect, test } from 'vitest';
import data from '../data/calendar/2018-2026.json' with { type: 'json' };
import { calendarOf } from './calendar-data.ts';
import type { DeadlineInput } from './deadline.ts';
import { deadlineOf } from './deadline.ts';
import { describeLimit, describeMinutes, describeRemaining, explainDeadline } from './explain-deadline.ts';
import { remainingOf, timelinessOf } from './timeliness.ts';

const calendar = calendarOf(data);
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const explain = (input: DeadlineInput) => explainDeadline(calendar, input, deadlineOf(calendar, input));
const fiveDays = { unit: 'working_day' as const, amount: 5 };

describe('working minutes in words', () => {
  test.each([
    [1160, 'còn 2 ngày 3 giờ làm việc'],
    [480, 'còn 1 ngày làm việc'],
    [479, 'còn 7 giờ 59 phút làm việc'],
    [45, 'còn 45 phút làm việc'],
    [0, 'đến hạn'],
    [-480, 'quá hạn 1 ngày làm việc'],
    [-61, 'quá hạn 1 giờ 1 phút làm việc'],
  ])('%i is "%s"', (minutes, words) => expect(describeMinutes(minutes)).toBe(words));

  test('a promise of 17:00 is overdue at 17:05, though no working minute has passed', () => {
    const due = at('2026-06-03 17:00');
    expect(remainingOf(calendar, at('2026-06-03 17:05'), due)).toBe(0);
    expect(describeRemaining(calendar, at('2026-06-03 17:05'), due)).toBe('quá hạn');
    expect(describeRemaining(calendar, due, due)).toBe('đến hạn');
    expect(describeRemaining(calendar, at('2026-06-04 08:00'), due)).toBe('quá hạn 1 giờ làm việc');
    expect(describeRemaining(calendar, at('2026-06-02 16:00'), due)).toBe('còn 1 ngày 1 giờ làm việc');
  });
});

test('limits in words', () => {
  expect(describeLimit(fiveDays)).toBe('5 ngày làm việc');
  expect(describeLimit({ unit: 'working_day', amount: 0.5 })).toBe('0,5 ngày làm việc');
  expect(describeLimit({ unit: 'same_day', amount: 1 })).toBe('trong ngày');
  expect(describeLimit({ unit: 'month', amount: 2 })).toBe('2 tháng');
});

describe('the sentence for the citizen', () => {
  test('names the holidays that the promise steps over', () => {
    expect(explain({ limit: fiveDays, startedAt: at('2024-02-05 08:30'), stops: [] })).toBe(
      'Thời hạn giải quyết 5 ngày làm việc, tính từ 08:30 thứ Hai, ngày 05/02/2024. Trong thời gian này cơ quan nghỉ: ' +
        'Tết Âm lịch (08/02/2024–14/02/2024). Hẹn trả kết quả lúc 08:30 thứ Hai, ngày 19/02/2024.',
    );
  });

  test('names the Saturday that is worked', () => {
    const limit = { unit: 'working_day' as const, amount: 3 };
    expect(explain({ limit, startedAt: at('2024-04-26 13:30'), stops: [] })).toContain(
      'Ngày Chiến thắng 30/4 (29/04/2024–30/04/2024), Quốc tế Lao động (01/05/2024). ' +
        'Cơ quan làm việc bù thứ Bảy, ngày 04/05/2024. Hẹn trả kết quả lúc 11:30 thứ Bảy, ngày 04/05/2024.',
    );
  });

  test('says that an acceptance at night counts from the next working moment', () => {
    const text = explain({ limit: fiveDays, startedAt: at('2026-06-03 21:00'), stops: [] });
    expect(text).toContain('(ngoài giờ làm việc nên bắt đầu tính từ giờ làm việc kế tiếp)');
  });

  test('tells a stop, an open stop, a restart and an extension', () => {
    const startedAt = at('2026-06-01 08:00');
    const stop = (to: string | null, mode: 'resume' | 'restart') => {
      return { at: at('2026-06-03 08:00'), resumedAt: to === null ? null : at(to), mode };
    };
    const text = (stops: DeadlineInput['stops'], extendedTo: Date | null = null) => {
      return explain({ limit: fiveDays, startedAt, stops, extendedTo });
    };
    expect(text([stop('2026-06-10 14:00', 'resume')])).toContain(
      'Đã tạm dừng từ 08:00 03/06/2026 đến 14:00 10/06/2026.',
    );
    expect(text([stop(null, 'restart')])).toContain('Thời hạn đang tạm dừng nên chưa có ngày hẹn trả.');
    expect(text([stop('2026-06-10 14:00', 'restart')])).toContain(
      'tính lại từ đầu kể từ 14:00 thứ Tư, ngày 10/06/2026',
    );
    expect(text([], at('2026-06-12 17:00'))).toContain(
      'Đã gia hạn, hẹn trả kết quả lúc 17:00 thứ Sáu, ngày 12/06/2026.',
    );
  });

  test('warns of a promise beyond the years that the calendar covers', () => {
    const text = explain({ limit: fiveDays, startedAt: at('2026-12-29 10:00'), stops: [] });
    expect(text).toContain('Lịch nghỉ lễ sau ngày 31/12/2026 chưa công bố nên ngày hẹn là tạm tính.');
  });
});

describe('timeliness', () => {
  const due = at('2026-06-03 10:00');
  test.each([
    ['2026-06-02 23:59', 'early'],
    ['2026-06-03 00:00', 'on_time'],
    ['2026-06-03 10:00', 'on_time'],
    ['2026-06-03 10:01', 'late'],
    ['2026-06-04 07:00', 'late'],
  ])('a result of %s for 10:00 on 3 June is %s', (ready, timeliness) => {
    expect(timelinessOf(due, at(ready))).toBe(timeliness);
  });
  test('a thousandth of a second after the moment is late', () => {
    expect(timelinessOf(due, new Date(due.getTime() + 1))).toBe('late');
  });
});
