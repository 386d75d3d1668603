import { append, holdDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { requestSeals } from '@cuaso/platform/signing/request-seal.ts';
import { sql } from 'kysely';
import { hasOther, type HeldItem, moveItem } from './item.ts';
import { type ItemState, stateAfter } from './item-state.ts';
import { openLoss } from './loss.ts';
import { tell } from './notices.ts';
import type { RefusalWord } from './refusals.ts';
import { cancelWaiting } from './settle.ts';

/** What the post says of an item. */
export type Progress = {
  state: 'in_transit' | 'delivered' | 'returned' | 'lost';
  at: Date;
  receiverName: string;
  reason: string;
};

/** What is wrong with what the post says, if anything; `known` where it has been written already. */
export async function wrongWith(
  ctx: Context,
  item: HeldItem,
  progress: Progress,
): Promise<RefusalWord | 'known' | undefined> {
  if (item.state === progress.state) return 'known';
  if (stateAfter(item.state, progress.state) === undefined) return 'not_in_this_state';
  if (progress.at > ctx.now) return 'in_the_future';
  // People write minutes, not seconds.
  if (item.handedOverAt !== null && progress.at.getTime() < Math.floor(item.handedOverAt.getTime() / 60_000) * 60_000)
    return 'before_hand_over';
  if (progress.state === 'delivered' && progress.receiverName === '') return 'no_receiver';
  if ((progress.state === 'returned' || progress.state === 'lost') && progress.reason === '') return 'no_reason';
  if (item.state === 'lost' && progress.state === 'in_transit' && (await hasOther(ctx, item))) return 'asked_already';
  return undefined;
}

/**
 * Writes what the post says of an item in hand. A result that is delivered is handed over (Decree 61/2018, art. 20): the
 * dossier is closed with who received it. One that comes back or is lost leaves it open.
 */
export async function recordProgress(ctx: Context, item: HeldItem, progress: Progress): Promise<ItemState> {
  const { state, at, receiverName, reason } = progress;
  const text = state === 'delivered' ? receiverName : reason;
  const also = state === 'delivered' ? sql`, delivered_at = ${at}, receiver_name = ${receiverName}` : sql``;
  const after = await moveItem(ctx, item, { kind: state, text, happenedAt: at }, also);
  const dossier = await holdDossier(ctx, item.dossierId);
  if (state === 'returned') await tell(ctx, 'returned', { item: after, dossier }, { reason });
  if (state === 'lost') {
    await openLoss(ctx, after, { reportedBy: 'post', text: reason });
    await tell(ctx, 'lost', { item: after, dossier }, { reason });
  }
  if (state !== 'delivered') return after.state;
  if (item.kind === 'delivery' && dossier.actions.includes('hand_over')) {
    const closed = await append(ctx, dossier, [{ kind: 'handed_over', way: 'post', receiver: receiverName }]);
    await requestSeals(ctx, {
      purposes: ['onestop.control-sheet'],
      subjectId: dossier.id,
      agencyId: dossier.agencyId,
    });
    await cancelWaiting(ctx, closed);
  } else await tell(ctx, 'arrived', { item: after, dossier }, { receiver: receiverName });
  return after.state;
}
