import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { type Address, placeOf } from './address.ts';
import { writeEvent } from './item.ts';
import type { ItemKind } from './item-state.ts';
import { refuse } from './refusals.ts';
import { feeOf } from './tariff.ts';

/** Orders the post for a dossier in hand (decision 45/2016/QĐ-TTg, art. 6): what it costs and how far it is, as of today. */
export async function requestItem(
  ctx: Context,
  dossier: HeldDossier,
  kind: ItemKind,
  to: Address,
): Promise<{ itemId: string; code: string }> {
  const { state } = dossier.state;
  if (state === 'closed') refuse('dossier_over');
  if (kind === 'pick_up' && state === 'result_ready') refuse('no_papers_now');
  const open = await sql`select from post.item where dossier_id = ${dossier.id} and kind = ${kind}
    and state in ('requested', 'handed_over', 'in_transit')`.execute(ctx.tx);
  if (open.rows.length > 0) refuse('asked_already');
  const { address, zone } = await placeOf(ctx, dossier.agencyId, to);
  const [itemId, code] = [ctx.newId(), codeOf(ctx.random(8))];
  await sql`insert into post.item (id, code, kind, dossier_id, agency_id, account_id, recipient_name, phone, division_code, line,
      address, zone, fee_vnd, state, seq, requested_at, changed_at)
    values (${itemId}, ${code}, ${kind}, ${dossier.id}, ${dossier.agencyId}, ${dossier.accountId}, ${to.recipientName}, ${to.phone},
      ${to.divisionCode}, ${to.line}, ${address}, ${zone}, ${await feeOf(ctx, kind, zone)}, 'requested', 1, ${ctx.now},
      ${ctx.now})`.execute(ctx.tx);
  await writeEvent(ctx, itemId, { seq: 1, kind: 'requested', text: address });
  return { itemId, code };
}

// Without letters and digits that people confuse; it is printed as a bar code and read over the telephone.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function codeOf(random: Uint8Array): string {
  return `BC${[...random].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
