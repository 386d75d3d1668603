import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** How our books and the gateway's may disagree. */
export const differenceKinds = [
  'other_amount',
  'unknown_here',
  'unknown_there',
  'paid_twice',
  'paid_after_cancel',
] as const;
/** How our books and the gateway's may disagree. */
export type DifferenceKind = (typeof differenceKinds)[number];

/** A disagreement to be looked into by a person. */
export type Difference = {
  kind: DifferenceKind;
  order: { id: string; agencyId: string } | null;
  reference: string;
  gatewayNumber: string;
  ourVnd: number | null;
  gatewayVnd: number | null;
};

/** Writes a difference down, once, and says whether it is new. */
export async function noteDifference(ctx: Context, one: Difference): Promise<boolean> {
  const made =
    await sql`insert into payments.difference (id, kind, agency_id, order_id, reference, gateway_number, our_vnd,
      gateway_vnd, found_at)
    values (${ctx.newId()}, ${one.kind}, ${one.order?.agencyId ?? null}, ${one.order?.id ?? null}, ${one.reference},
      ${one.gatewayNumber}, ${one.ourVnd}, ${one.gatewayVnd}, ${ctx.now})
    on conflict (kind, reference, gateway_number) do nothing`.execute(ctx.tx);
  return made.numAffectedRows === 1n;
}
