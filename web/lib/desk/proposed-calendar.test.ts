import { calendarOf, type CalendarData } from '@cuaso/kernel/calendar-data.ts';
import { describe, expect, test } from 'vitest';
import { nextVersion, proposedOf } from './proposed-calendar.ts';

const current: CalendarData = {
  version: '2018-2026.1',
  title: 'Lịch',
  note: '',
  coveredFrom: '2026-01-01',
  coveredTo: '2026-12-31',
  periods: [{ from: '07:00', to: '11:30' }],
  daysOff: [{ date: '2026-09-02', name: 'Quốc khánh', kind: 'statutory', source: 'BLLĐ', certainty: 'seen' }],
  workingSaturdays: [],
};
const nothing = { version: '2018-2026.2', added: '', swapped: '', removed: [], coveredTo: '', source: 'Công điện 01' };

describe('a proposed calendar', () => {
  test('takes days off, swaps with the Saturday that pays back, and removals', () => {
    const proposed = {
      ...nothing,
      added: '24/11/2026 Nghỉ bão\r\n',
      swapped: 'nghỉ 31/12/2026 làm bù 26/12/2026',
      removed: ['2026-09-02'],
    };
    const { content, problems } = proposedOf(current, proposed);
    expect(problems).toEqual([]);
    expect(content.daysOff.map((day) => [day.date, day.name, day.kind])).toEqual([
      ['2026-11-24', 'Nghỉ bão', 'statutory'],
      ['2026-12-31', 'Hoán đổi ngày nghỉ', 'swap_off'],
    ]);
    expect([...calendarOf(content).workingDays]).toEqual(['2026-12-26']);
  });

  test('names each line that cannot be read and each day that is off already', () => {
    const { problems } = proposedOf(current, {
      ...nothing,
      added: 'hôm kia\n2/9/2026 Lễ\n31/02/2026',
      swapped: '31/12/2026',
    });
    expect(problems).toHaveLength(4);
  });

  test('is called after the version before', () => {
    expect([nextVersion('2018-2026.1'), nextVersion('2018-2026.9'), nextVersion('tet')]).toEqual([
      '2018-2026.2',
      '2018-2026.10',
      'tet.2',
    ]);
  });
});
