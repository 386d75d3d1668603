import type { Definition, Step } from './definition.ts';
import type { DossierState } from './state.ts';

/** What can be done to a dossier: a closed list; the step allows some and no others. */
export const actions = [
  'accept',
  'refuse_intake',
  'request_supplement',
  'supplement',
  'take',
  'assign',
  'opine',
  'note',
  'attach',
  'draft',
  'hand_on',
  'send_back',
  'sign',
  'issue',
  'hand_over',
  'withdraw',
] as const;

/** One thing that can be done to a dossier. */
export type Action = (typeof actions)[number];

const ofKind: Readonly<Record<Step['kind'], readonly Action[]>> = {
  handle: ['take', 'assign', 'opine', 'note', 'attach', 'request_supplement', 'draft', 'hand_on', 'send_back'],
  review: ['take', 'assign', 'opine', 'note', 'hand_on', 'send_back'],
  sign: ['opine', 'note', 'sign', 'send_back'],
  issue: ['note', 'issue', 'send_back'],
  hand_over: ['note', 'hand_over'],
};

/** The actions open now, whoever asks; access decides about the person. */
export function actionsOf(state: DossierState, definition: Definition): readonly Action[] {
  switch (state.state) {
    case 'submitted':
      return state.supplementsAsked === 0
        ? ['accept', 'refuse_intake', 'request_supplement', 'note', 'withdraw']
        : ['accept', 'refuse_intake', 'note', 'withdraw'];
    case 'awaiting_applicant':
      return ['supplement', 'note', 'withdraw'];
    case 'processing':
      return processingActions(state, definition);
    case 'result_ready':
      return ['note', 'hand_over'];
    case 'closed':
      return [];
  }
}

/** The step a dossier is at. */
export function stepOf(state: DossierState, definition: Definition): Step | undefined {
  return definition.steps.find((step) => step.key === state.stepKey);
}

/** The step after this one. */
export function nextStepOf(step: Step, definition: Definition): Step | undefined {
  return definition.steps[definition.steps.indexOf(step) + 1];
}

/** The steps before this one, last first: where work can be sent back to. */
export function earlierStepsOf(step: Step, definition: Definition): Step[] {
  return definition.steps.slice(0, definition.steps.indexOf(step)).toReversed();
}

function processingActions(state: DossierState, definition: Definition): readonly Action[] {
  const step = stepOf(state, definition);
  if (step === undefined) return [];
  const next = nextStepOf(step, definition);
  const open = ofKind[step.kind].filter((action) => {
    if (action === 'send_back') return earlierStepsOf(step, definition).length > 0;
    if (action === 'hand_on') return next !== undefined && (state.draft !== null || next.kind === 'handle');
    if (action === 'sign') return state.draft !== null;
    // Asked once, in full (Decree 61/2018, art. 17 and 19).
    if (action === 'request_supplement') return state.supplementsAsked === 0;
    return true;
  });
  return state.signed === null ? [...open, 'withdraw'] : open;
}
