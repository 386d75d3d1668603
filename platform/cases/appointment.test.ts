import { readFileSync } from 'node:fs';
import { calendarDataSchema, calendarOf } from '@cuaso/kernel/calendar-data.ts';
import { expect, test } from 'vitest';
import { appointmentCalendar } from './appointment-calendar.ts';
import { appointmentOf } from './appointment.ts';
import type { DossierEvent } from './events.ts';
import { foldDossier } from './fold.ts';

const file = new URL('../../data/calendar/2018-2026.json', import.meta.url);
const calendar = calendarOf(calendarDataSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
const unitId = '00000000-0000-7000-8000-000000000001';
const dossierId = '00000000-0000-7000-8000-000000000002';

type Body = { kind: DossierEvent['kind']; at: string } & Record<string, unknown>;
const eventsOf = (bodies: readonly Body[]) =>
  bodies.map(({ at, ...body }, index) => ({ ...body, at: new Date(at), seq: index + 1 }) as unknown as DossierEvent);

const submitted: Body = {
  kind: 'submitted',
  at: '2026-03-09T09:00:00+07:00',
  channel: 'online',
  limit: { unit: 'working_day', amount: 3 },
  afterSupplement: 'restart',
  unitId,
  applicant: { kind: 'citizen', name: 'Thử', number: '', phone: '', email: '', address: '' },
  papers: [],
  answers: {},
  feeVnd: 0,
};
const accepted: Body = {
  kind: 'accepted',
  at: '2026-03-10T09:00:00+07:00',
  calendarVersion: calendar.version,
  stepKey: 'a',
  unitId,
  officialId: null,
};
const appointment = (...bodies: Body[]) => {
  const events = eventsOf([submitted, ...bodies]);
  return appointmentOf(foldDossier(events), events, calendar);
};
const words = {
  dossierId,
  title: 'Nhận kết quả hồ sơ 000.00.15.H58-260310-0001',
  description: 'Thủ tục: đăng ký; cấp lại, trích lục tại Ủy ban nhân dân xã Tân Mỹ Chánh, thành phố Mỹ Tho.\nDòng hai',
  place: 'Bộ phận Tiếp nhận và Trả kết quả, Ủy ban nhân dân xã Tân Mỹ Chánh, thành phố Mỹ Tho',
  url: 'https://dichvucong.example/tra-cuu/1',
  madeAt: new Date('2026-03-10T02:00:00Z'),
};
const textOf = (...bodies: Body[]) => {
  const one = appointment(...bodies);
  return one === undefined ? '' : appointmentCalendar(one, words);
};
const lineOf = (text: string, name: string) =>
  new RegExp(`^${name}[;:].*$`, 'm').exec(text.slice(text.indexOf('BEGIN:VEVENT')))?.[0].trim();

test('there is no appointment before the acceptance', () => {
  expect(appointment()).toBeUndefined();
});

test('the promised day stands in the calendar in the time of Viet Nam', () => {
  const text = textOf(accepted);
  expect(lineOf(text, 'DTSTART')).toBe('DTSTART;TZID=Asia/Ho_Chi_Minh:20260313T090000');
  expect(lineOf(text, 'DTEND')).toBe('DTEND;TZID=Asia/Ho_Chi_Minh:20260313T093000');
  expect(lineOf(text, 'DTSTAMP')).toBe('DTSTAMP:20260310T020000Z');
  expect(lineOf(text, 'SEQUENCE')).toBe('SEQUENCE:0');
  expect(lineOf(text, 'STATUS')).toBe('STATUS:CONFIRMED');
  expect(text.match(/BEGIN:VTIMEZONE\r\nTZID:Asia\/Ho_Chi_Minh/g)).toHaveLength(1);
  expect(text).toContain('BEGIN:VALARM');
});

test('lines are at most 75 octets and end as the standard says, and signs are escaped', () => {
  const text = textOf(accepted);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(text.replaceAll('\r\n ', '')).toContain('đăng ký\\; cấp lại\\, trích lục');
});

test('a new day has the same name and a higher number; a stop and an end cancel it', () => {
  const asked: Body = { kind: 'supplement_requested', at: '2026-03-11T09:00:00+07:00', reason: 'x', paperKeys: [] };
  const given: Body = { kind: 'supplemented', at: '2026-03-16T09:00:00+07:00', papers: [], note: '' };
  const later: Body = {
    kind: 'extended',
    at: '2026-03-17T09:00:00+07:00',
    to: '2026-03-25T10:00:00.000Z',
    reason: 'x',
  };
  const gone: Body = { kind: 'withdrawn', at: '2026-03-18T09:00:00+07:00', reason: 'x' };
  const steps = [[accepted], [accepted, asked], [accepted, asked, given], [accepted, asked, given, later]];
  const texts = [...steps, [accepted, asked, given, later, gone]].map((step) => textOf(...step));
  expect(new Set(texts.map((text) => lineOf(text, 'UID')))).toEqual(new Set([`UID:hen-tra-${dossierId}@cuaso`]));
  expect(texts.map((text) => lineOf(text, 'SEQUENCE'))).toEqual([0, 1, 2, 3, 4].map((n) => `SEQUENCE:${n}`));
  const states = ['CONFIRMED', 'CANCELLED', 'CONFIRMED', 'CONFIRMED', 'CANCELLED'].map((one) => `STATUS:${one}`);
  expect(texts.map((text) => lineOf(text, 'STATUS'))).toEqual(states);
  expect(lineOf(texts[2] ?? '', 'DTSTART')).toBe('DTSTART;TZID=Asia/Ho_Chi_Minh:20260319T090000');
  expect(lineOf(texts[3] ?? '', 'DTSTART')).toBe('DTSTART;TZID=Asia/Ho_Chi_Minh:20260325T170000');
});

test('what does not move the appointment leaves its number as it is', () => {
  const note: Body = { kind: 'note_added', at: '2026-03-11T09:00:00+07:00', text: 'x' };
  const contact = { phone: '0912345678', email: '', address: '' };
  const corrected: Body = { kind: 'contact_corrected', at: '2026-03-11T09:00:00+07:00', ...contact, before: contact };
  expect(appointment(accepted, note, corrected)?.sequence).toBe(0);
});
