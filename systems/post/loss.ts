import { addMonths, dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import type { HeldItem } from './item.ts';

/** Months within which a complaint about an item sent inside the country is answered (Law on Post 49/2010/QH12, art. 38). */
const answerWithinMonths = 2;

/** Opens the case of a lost item, unless one is open already; whether it was opened. */
export async function openLoss(
  ctx: Context,
  item: HeldItem,
  loss: { reportedBy: 'applicant' | 'post' | 'agency'; text: string },
): Promise<boolean> {
  const dueOn = addMonths(dayOf(ctx.now), answerWithinMonths);
  const made = await sql`insert into post.loss (id, item_id, reported_by, reported_at, text, due_on)
    values (${ctx.newId()}, ${item.id}, ${loss.reportedBy}, ${ctx.now}, ${loss.text}, ${dueOn})
    on conflict (item_id) where outcome is null do nothing`.execute(ctx.tx);
  return made.numAffectedRows === 1n;
}
