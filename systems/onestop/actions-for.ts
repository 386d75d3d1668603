import { allows, type Target } from '@cuaso/platform/access/access.ts';
import type { Action } from '@cuaso/platform/cases/actions.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';

const always: Partial<Record<Action, string>> = {
  accept: 'onestop.receive',
  refuse_intake: 'onestop.receive',
  supplement: 'onestop.receive',
  withdraw: 'onestop.receive',
  take: 'onestop.handle',
  assign: 'onestop.assign',
  opine: 'onestop.view',
  note: 'onestop.view',
  attach: 'onestop.handle',
  draft: 'onestop.handle',
  sign: 'onestop.sign',
  issue: 'onestop.issue',
  hand_over: 'onestop.return',
};

const ofStep: Readonly<Record<string, string>> = {
  handle: 'onestop.handle',
  review: 'onestop.review',
  sign: 'onestop.sign',
  issue: 'onestop.issue',
};

/** Of the actions that are open, those that this actor may do: what the page offers. The commands ask again. */
export function actionsFor(
  actor: Actor,
  row: { target: Target; stepKind: string | null; acceptedAt: Date | null },
  open: readonly Action[],
): readonly Action[] {
  const holder = row.target.officialId ?? null;
  const byOther = holder !== null && actor.kind === 'official' && actor.officialId !== holder;
  return open.filter((action) => {
    if (!allows(actor, permissionOf(action, row), row.target)) return false;
    if (action === 'take') return holder === null;
    const deciding =
      action === 'draft' || action === 'hand_on' || action === 'request_supplement' || action === 'send_back';
    return !(byOther && deciding) || allows(actor, 'onestop.assign', row.target);
  });
}

function permissionOf(action: Action, row: { stepKind: string | null; acceptedAt: Date | null }): string {
  if (action === 'request_supplement') return row.acceptedAt === null ? 'onestop.receive' : 'onestop.handle';
  return always[action] ?? ofStep[row.stepKind ?? 'handle'] ?? 'onestop.handle';
}
