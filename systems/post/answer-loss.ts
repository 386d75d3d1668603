import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { outcomes, outcomeTitles } from './in-words.ts';
import { moveItem, noteItem } from './item.ts';
import { isWithPost } from './item-state.ts';
import { tell } from './notices.ts';
import { refuse } from './refusals.ts';

/**
 * Ends the case of a lost item: found (it goes on its way again), papers issued again, or compensation by the post. What was
 * neither delivered nor found is lost from then on, so that the result can be handed over in another way.
 */
export const answerLoss = command({
  name: 'post.answer-loss',
  summary: 'Trả lời báo mất bưu phẩm',
  input: z.strictObject({ itemId: uuid, outcome: z.enum(outcomes), answer: longText(2000) }),
  output: z.strictObject({ itemId: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, outcome, answer }) => {
    const item = await holdItemFor(ctx, itemId, 'post.handle');
    const name = ctx.actor.kind === 'official' ? ctx.actor.name : '';
    const ended = await sql`update post.loss set outcome = ${outcome}, answer = ${answer}, answered_at = ${ctx.now},
      answered_by_name = ${name} where item_id = ${itemId} and outcome is null`.execute(ctx.tx);
    if (ended.numAffectedRows !== 1n) refuse('no_loss');
    const text = `${outcomeTitles[outcome]}. ${answer}`;
    let after = await noteItem(ctx, item, { kind: 'loss_answered', text });
    if (outcome === 'found' && after.state === 'lost') after = await moveItem(ctx, after, { kind: 'in_transit' });
    if (outcome !== 'found' && isWithPost(after.state)) after = await moveItem(ctx, after, { kind: 'lost', text });
    await tell(
      ctx,
      'loss_answered',
      { item: after, dossier: await holdDossier(ctx, item.dossierId) },
      { answer: text },
    );
    return { itemId };
  },
});
