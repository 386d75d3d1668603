import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { holdItems, moveItem } from './item.ts';
import { refuse } from './refusals.ts';

/** What still waits for the post is not sent any more once the dossier is closed; what the post has comes to its own end. */
export async function cancelWaiting(ctx: Context, dossier: HeldDossier): Promise<void> {
  if (dossier.state.state !== 'closed') return;
  const waiting = await sql<{ id: string }>`select id from post.item
    where dossier_id = ${dossier.id} and state = 'requested'`.execute(ctx.tx);
  if (waiting.rows.length === 0) return;
  const items = await holdItems(
    ctx,
    waiting.rows.map(({ id }) => id),
  );
  for (const item of items)
    if (item.state === 'requested') await moveItem(ctx, item, { kind: 'cancelled', text: 'Hồ sơ đã kết thúc.' });
}

/** Refuses to hand a result over in another way while the post has it; asked with the dossier locked. */
export async function requireNotWithPost(ctx: Context, dossierId: string): Promise<void> {
  const found = await sql`select from post.item where dossier_id = ${dossierId} and kind = 'delivery'
    and state in ('handed_over', 'in_transit')`.execute(ctx.tx);
  if (found.rows.length > 0) refuse('with_the_post');
}
