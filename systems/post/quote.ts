import type { Context } from '@cuaso/platform/operations/context.ts';
import { type Address, placeOf } from './address.ts';
import { feeOf } from './tariff.ts';

/** Where the post would bring a result and what it would ask today; a division that there is not today is refused. */
export async function quoteDelivery(
  ctx: Context,
  agencyId: string,
  to: Pick<Address, 'divisionCode' | 'line'>,
): Promise<{ address: string; feeVnd: number | null }> {
  const { address, zone } = await placeOf(ctx, agencyId, to);
  return { address, feeVnd: await feeOf(ctx, 'delivery', zone) };
}
