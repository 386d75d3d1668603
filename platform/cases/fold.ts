import type { DossierEvent, PaperIn } from './events.ts';
import type { DossierState, Stop } from './state.ts';

type Of<K extends DossierEvent['kind']> = Extract<DossierEvent, { kind: K }>;

/** The state after these events: a pure fold, from nothing. */
export function foldDossier(events: readonly DossierEvent[]): DossierState {
  const [first, ...rest] = events;
  if (first?.kind !== 'submitted') throw new Error('a dossier begins with submitted');
  return rest.reduce(afterEvent, begun(first));
}

/** The state that a first event makes. */
export function begun(event: Of<'submitted'>): DossierState {
  return {
    state: 'submitted',
    channel: event.channel,
    applicant: event.applicant,
    ...(event.submitter && { submitter: event.submitter }),
    ...(event.receiveBy && { receiveBy: event.receiveBy }),
    answers: event.answers,
    papers: event.papers,
    feeVnd: event.feeVnd,
    limit: event.limit,
    afterSupplement: event.afterSupplement,
    submittedAt: event.at.toISOString(),
    acceptedAt: null,
    calendarVersion: null,
    stops: [],
    extendedTo: null,
    supplementsAsked: 0,
    askedPaperKeys: [],
    stepKey: null,
    stepStartedAt: null,
    stepStops: [],
    unitId: event.unitId,
    officialId: null,
    draft: null,
    signed: null,
    resultNumber: null,
    readyAt: null,
    closedAt: null,
    closedAs: null,
  };
}

/** The state after one more event. Whether the event may happen is decided before, by the actions of the step. */
export function afterEvent(state: DossierState, event: DossierEvent): DossierState {
  const at = event.at.toISOString();
  switch (event.kind) {
    case 'submitted':
      throw new Error('a dossier is submitted once');
    case 'accepted':
      return {
        ...atStep(state, event, at),
        state: 'processing',
        acceptedAt: at,
        calendarVersion: event.calendarVersion,
      };
    case 'intake_refused':
      return closed(state, at, 'refused_intake');
    case 'withdrawn':
      return closed(state, at, 'withdrawn');
    case 'supplement_requested':
      return asked(state, event, at);
    case 'supplemented':
      return supplemented(state, event, at);
    case 'taken':
      return { ...state, officialId: event.officialId };
    case 'assigned':
      return { ...state, unitId: event.unitId, officialId: event.officialId };
    case 'handed_on':
      return atStep(state, event, at);
    case 'sent_back':
      return { ...atStep(state, event, at), signed: null };
    case 'result_drafted':
      return { ...state, draft: { outcome: event.outcome, summary: event.summary, fileId: event.fileId } };
    case 'result_signed':
      return { ...state, signed: signedBy(event, at) };
    case 'result_ready':
      return { ...atStep(state, event, at), state: 'result_ready', resultNumber: event.number, readyAt: at };
    case 'handed_over':
      return closed(state, at, 'returned');
    case 'extended':
      return { ...state, extendedTo: event.to };
    case 'contact_corrected': {
      const { phone, email, address } = event;
      return { ...state, applicant: { ...state.applicant, phone, email, address } };
    }
    case 'calendar_changed':
      return { ...state, calendarVersion: event.calendarVersion };
    case 'opinion_given':
    case 'note_added':
    case 'file_attached':
      return state;
  }
}

function signedBy(event: Of<'result_signed'>, at: string): DossierState['signed'] {
  // Events of before certificates say nothing of the manner: they were signed by hand.
  const { signerName, signerTitle, method = 'paper', documentId = null, fileId = null, shownAt = null } = event;
  return { signerName, signerTitle, at, method, documentId, fileId, shownAt };
}

function atStep(
  state: DossierState,
  event: { stepKey: string | null; unitId: string; officialId: string | null },
  at: string,
): DossierState {
  return {
    ...state,
    stepKey: event.stepKey,
    stepStartedAt: at,
    stepStops: [],
    unitId: event.unitId,
    officialId: event.officialId,
  };
}

function asked(state: DossierState, event: Of<'supplement_requested'>, at: string): DossierState {
  const stop: Stop = { at, resumedAt: null, mode: state.afterSupplement };
  const running = state.acceptedAt !== null;
  return {
    ...state,
    state: 'awaiting_applicant',
    supplementsAsked: state.supplementsAsked + 1,
    askedPaperKeys: event.paperKeys,
    stops: running ? [...state.stops, stop] : state.stops,
    stepStops: running ? [...state.stepStops, { ...stop, mode: 'resume' }] : state.stepStops,
  };
}

function supplemented(state: DossierState, event: Of<'supplemented'>, at: string): DossierState {
  return {
    ...state,
    state: state.acceptedAt === null ? 'submitted' : 'processing',
    papers: mergedPapers(state.papers, event.papers),
    askedPaperKeys: [],
    stops: state.stops.map((stop) => (stop.resumedAt === null ? { ...stop, resumedAt: at } : stop)),
    stepStops: state.stepStops.map((stop) => (stop.resumedAt === null ? { ...stop, resumedAt: at } : stop)),
  };
}

function mergedPapers(before: readonly PaperIn[], added: readonly PaperIn[]): PaperIn[] {
  const byKey = new Map(before.map((paper) => [paper.key, paper]));
  for (const paper of added) {
    const old = byKey.get(paper.key);
    byKey.set(paper.key, {
      key: paper.key,
      originals: paper.originals + (old?.originals ?? 0),
      copies: paper.copies + (old?.copies ?? 0),
      fileIds: [...(old?.fileIds ?? []), ...paper.fileIds],
    });
  }
  return [...byKey.values()];
}

/** A dossier closed while the clock stood still ends its stop there. */
function closed(state: DossierState, at: string, closedAs: NonNullable<DossierState['closedAs']>): DossierState {
  return { ...state, state: 'closed', closedAt: at, closedAs, officialId: null };
}
