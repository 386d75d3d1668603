/** What the post does: fetches papers for the agency, or brings the result to the applicant. */
export const itemKinds = ['pick_up', 'delivery'] as const;
/** What the post does. */
export type ItemKind = (typeof itemKinds)[number];

/** Where an order to the post can stand. */
export const itemStates = [
  'requested',
  'handed_over',
  'in_transit',
  'delivered',
  'returned',
  'lost',
  'cancelled',
] as const;
/** Where an order to the post stands. */
export type ItemState = (typeof itemStates)[number];

/** What moves an order from one state to another. */
export const moves = ['cancelled', 'handed_over', 'struck', 'in_transit', 'delivered', 'returned', 'lost'] as const;
/** What moves an order from one state to another. */
export type Move = (typeof moves)[number];

/** What is written beside without moving the order. */
export type Note = 'address_corrected' | 'tracking_given' | 'proof_attached' | 'loss_reported' | 'loss_answered';

/** What can happen to an order. */
export type ItemEventKind = 'requested' | Move | Note;

const next: Readonly<Record<ItemState, Partial<Record<Move, ItemState>>>> = {
  requested: { cancelled: 'cancelled', handed_over: 'handed_over' },
  handed_over: {
    struck: 'requested',
    in_transit: 'in_transit',
    delivered: 'delivered',
    returned: 'returned',
    lost: 'lost',
  },
  in_transit: { delivered: 'delivered', returned: 'returned', lost: 'lost' },
  // What was lost may turn up again.
  lost: { in_transit: 'in_transit', delivered: 'delivered', returned: 'returned' },
  delivered: {},
  returned: {},
  cancelled: {},
};

/** Where a move leads from a state; undefined where it cannot happen. */
export function stateAfter(state: ItemState, move: Move): ItemState | undefined {
  return next[state][move];
}

/** Whether the post has the item now. */
export function isWithPost(state: ItemState): boolean {
  return state === 'handed_over' || state === 'in_transit';
}
