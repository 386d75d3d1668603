import type { WorkCalendar } from '@cuaso/kernel/calendar.ts';
import type { DossierEvent } from './events.ts';
import { deadlineOfState } from './projection.ts';
import type { DossierState } from './state.ts';

/** When the applicant is to come for the result, how often that was set anew, and whether it still holds. */
export type Appointment = {
  at: Date;
  /** Grows with each event that moves, stops or ends the appointment. */
  sequence: number;
  status: 'confirmed' | 'stopped' | 'over';
};

const moves: ReadonlySet<DossierEvent['kind']> = new Set([
  'accepted',
  'supplement_requested',
  'supplemented',
  'extended',
  'calendar_changed',
  'handed_over',
  'withdrawn',
]);

/** The appointment of a dossier; nothing before it was accepted. While it is stopped, the day that was promised last. */
export function appointmentOf(
  state: DossierState,
  events: readonly Pick<DossierEvent, 'kind'>[],
  calendar: WorkCalendar | null,
): Appointment | undefined {
  if (calendar === null || state.acceptedAt === null) return undefined;
  const ended = { ...state, stops: state.stops.filter((stop) => stop.resumedAt !== null) };
  const at = deadlineOfState(ended, calendar)?.dueAt;
  if (at == null) return undefined;
  const accepted = events.findIndex(({ kind }) => kind === 'accepted');
  const sequence = events.slice(accepted + 1).filter(({ kind }) => moves.has(kind)).length;
  return { at, sequence, status: statusOf(state) };
}

function statusOf(state: DossierState): Appointment['status'] {
  if (state.state === 'closed') return 'over';
  return state.state === 'awaiting_applicant' ? 'stopped' : 'confirmed';
}
