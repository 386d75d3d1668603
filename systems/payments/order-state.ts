import { refuse } from './refusals.ts';

/** Where a payment order stands. */
export const orderStates = ['due', 'paying', 'paid', 'refunded', 'cancelled'] as const;
/** Where a payment order stands. */
export type OrderState = (typeof orderStates)[number];

/** What can happen to a payment order: a closed list. */
export const orderEventKinds = [
  'raised',
  'begun',
  'not_paid',
  'paid',
  'cancelled',
  'receipt_issued',
  'receipt_voided',
  'refund_asked',
  'refund_confirmed',
  'refund_refused',
  'refund_failed',
  'refunded',
] as const;
/** One thing that can happen to a payment order. */
export type OrderEventKind = (typeof orderEventKinds)[number];

/** The state after an event; refuses what cannot happen now. */
export function stateAfter(state: OrderState, kind: OrderEventKind): OrderState {
  switch (kind) {
    case 'begun':
      return requireUnpaid(state, 'paying');
    case 'not_paid':
      return state === 'paying' ? 'due' : state;
    case 'paid':
      return requireUnpaid(state, 'paid');
    case 'cancelled':
      if (state === 'paying') refuse('being_paid');
      return requireUnpaid(state, 'cancelled');
    case 'refunded':
      return requirePaid(state, 'refunded');
    case 'receipt_issued':
    case 'receipt_voided':
    case 'refund_asked':
    case 'refund_confirmed':
    case 'refund_refused':
    case 'refund_failed':
      return requirePaid(state, state);
    case 'raised':
      throw new Error('an order is raised once');
  }
}

/** The state that these events lead to, from nothing. */
export function foldOrder(kinds: readonly OrderEventKind[]): OrderState {
  const [first, ...rest] = kinds;
  if (first !== 'raised') throw new Error('an order begins with raised');
  return rest.reduce<OrderState>(stateAfter, 'due');
}

function requireUnpaid(state: OrderState, next: OrderState): OrderState {
  if (state === 'paid') refuse('already_paid');
  if (state === 'refunded' || state === 'cancelled') refuse('not_to_be_paid');
  return next;
}

function requirePaid(state: OrderState, next: OrderState): OrderState {
  if (state !== 'paid') refuse('not_paid_yet');
  return next;
}
