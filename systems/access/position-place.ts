import { findGrantPlace, type GrantPlace } from '@cuaso/platform/access/grant-place.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { refuse } from './refusals.ts';

/** Where a position stands, for the question who may change its grants. */
export async function getPositionPlace(ctx: Context, input: { positionId: string }): Promise<GrantPlace> {
  return (await findGrantPlace(ctx.tx, input.positionId, ctx.now)) ?? refuse('position_not_found');
}
