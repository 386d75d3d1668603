import { instantAt, minuteOfDay, dayOf } from '@cuaso/kernel/clock.ts';
import { ICalAlarmType, ICalCalendar, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Appointment } from './appointment.ts';

/** What a calendar shows of an appointment; nothing that opens the dossier. */
export type AppointmentWords = {
  dossierId: string;
  title: string;
  description: string;
  place: string;
  url: string;
  /** The moment of the download, as the file says it. */
  madeAt: Date;
};

const zone = 'Asia/Ho_Chi_Minh';
// Viet Nam keeps UTC+7 all year since 1975, so that one part says it all.
const zoneText = [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

const minutes = 30;
const reminderSeconds = 86_400;

/**
 * An appointment as an iCalendar file (RFC 5545): the same UID each time, so that a newer file takes the place of an older one
 * in the calendar; an appointment that does not hold any more is cancelled in it.
 */
export function appointmentCalendar(appointment: Appointment, words: AppointmentWords): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'Cua So', product: 'Cua So', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: null, generator: () => zoneText },
  });
  const holds = appointment.status === 'confirmed';
  calendar.createEvent({
    id: `hen-tra-${words.dossierId}@cuaso`,
    sequence: appointment.sequence,
    stamp: words.madeAt,
    timezone: zone,
    start: localOf(appointment.at),
    end: localOf(new Date(appointment.at.getTime() + minutes * 60_000)),
    summary: words.title,
    description: words.description,
    location: words.place,
    ...(words.url !== '' && { url: words.url }),
    status: holds ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    alarms: holds ? [{ type: ICalAlarmType.display, trigger: reminderSeconds, description: words.title }] : [],
  });
  return calendar.toString();
}

/** The clock on the wall in Viet Nam, as text: a Date would be written in the time of the machine. */
function localOf(at: Date): string {
  const minute = minuteOfDay(at);
  const seconds = Math.floor((at.getTime() - instantAt(dayOf(at), minute).getTime()) / 1000);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${dayOf(at)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(seconds)}`;
}
