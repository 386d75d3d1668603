import { addWorkingMinutes, type WorkCalendar } from '@cuaso/kernel/calendar.ts';
import { type Deadline, type DeadlineInput, deadlineOf } from '@cuaso/kernel/deadline.ts';
import { timelinessOf } from '@cuaso/kernel/timeliness.ts';
import { stepOf } from './actions.ts';
import type { Definition } from './definition.ts';
import type { DossierState, Stop } from './state.ts';

/** The columns of the current row that are read off the state. */
export type Projection = {
  state: DossierState['state'];
  step_key: string | null;
  step_kind: string | null;
  step_title: string | null;
  unit_id: string;
  official_id: string | null;
  accepted_at: Date | null;
  calendar_version: string | null;
  due_at: Date | null;
  step_due_at: Date | null;
  ready_at: Date | null;
  outcome: 'granted' | 'refused' | null;
  timeliness: 'early' | 'on_time' | 'late' | null;
  closed_at: Date | null;
  closed_as: DossierState['closedAs'];
  fee_vnd: number;
};

/** The current row of a state; the calendar is the version that the dossier pins. */
export function projectionOf(state: DossierState, definition: Definition, calendar: WorkCalendar | null): Projection {
  const step = stepOf(state, definition);
  const dueAt = calendar === null ? null : promisedAt(state, calendar);
  const readyAt = dateOf(state.readyAt);
  return {
    state: state.state,
    step_key: state.stepKey,
    step_kind: step?.kind ?? null,
    step_title: step?.title ?? null,
    unit_id: state.unitId,
    official_id: state.officialId,
    accepted_at: dateOf(state.acceptedAt),
    calendar_version: state.calendarVersion,
    due_at: dueAt,
    step_due_at: calendar === null || step === undefined ? null : stepDueAt(state, step.budgetMinutes, calendar),
    ready_at: readyAt,
    outcome: readyAt === null ? null : (state.draft?.outcome ?? null),
    timeliness: readyAt === null || dueAt === null ? null : timelinessOf(dueAt, readyAt),
    closed_at: dateOf(state.closedAt),
    closed_as: state.closedAs,
    fee_vnd: state.feeVnd,
  };
}

/** What a dossier's promise follows from, beside the calendar. */
export function deadlineInputOf(state: DossierState): DeadlineInput {
  return {
    limit: state.limit,
    startedAt: new Date(state.acceptedAt ?? state.submittedAt),
    stops: state.stops.map(stopOf),
    extendedTo: dateOf(state.extendedTo),
  };
}

/** The promise of a dossier as the calendar computes it: budget, consumed, stops and calendar version. */
export function deadlineOfState(state: DossierState, calendar: WorkCalendar): Deadline | null {
  return state.acceptedAt === null ? null : deadlineOf(calendar, deadlineInputOf(state));
}

function promisedAt(state: DossierState, calendar: WorkCalendar): Date | null {
  return deadlineOfState(state, calendar)?.dueAt ?? null;
}

function stepDueAt(state: DossierState, budgetMinutes: number, calendar: WorkCalendar): Date | null {
  if (state.stepStartedAt === null || state.state !== 'processing') return null;
  if (state.stepStops.length === 0) return addWorkingMinutes(calendar, new Date(state.stepStartedAt), budgetMinutes);
  const limit = { unit: 'working_hour' as const, amount: budgetMinutes / 60 };
  const stops = state.stepStops.map(stopOf);
  return deadlineOf(calendar, { limit, startedAt: new Date(state.stepStartedAt), stops, extendedTo: null }).dueAt;
}

function stopOf(stop: Stop): { at: Date; resumedAt: Date | null; mode: 'resume' | 'restart' } {
  return { at: new Date(stop.at), resumedAt: dateOf(stop.resumedAt), mode: stop.mode };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
