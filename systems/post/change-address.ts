import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { type Address, placeOf } from './address.ts';
import { type HeldItem, noteItem } from './item.ts';
import { refuse } from './refusals.ts';
import { feeOf } from './tariff.ts';

/** Puts another address on an order that the post does not have yet; the price follows it, and what stood there stays on record. */
export async function changeAddress(ctx: Context, item: HeldItem, to: Address): Promise<void> {
  if (item.state !== 'requested') refuse('already_given');
  const { address, zone } = await placeOf(ctx, item.agencyId, to);
  const feeVnd = await feeOf(ctx, item.kind, zone);
  const text = `${to.recipientName}, ${to.phone}, ${address}`;
  await noteItem(
    ctx,
    item,
    { kind: 'address_corrected', text },
    sql`, recipient_name = ${to.recipientName}, phone = ${to.phone}, division_code = ${to.divisionCode}, line = ${to.line},
      address = ${address}, zone = ${zone}, fee_vnd = ${feeVnd}`,
  );
}
