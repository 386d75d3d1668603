import { requireAccess } from '@cuaso/platform/access/access.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type HeldItem, holdItem } from './item.ts';
import { refuse } from './refusals.ts';

/** An order that the officer may use the permission on, locked; one that he may not even see is not found. */
export async function holdItemFor(ctx: Context, itemId: string, permission: string): Promise<HeldItem> {
  const item = await holdItem(ctx, itemId);
  requireAccess(ctx.actor, permission, item, 'post.view');
  return item;
}

/** An order of an own dossier, locked; somebody else's is as good as not there. */
export async function holdMyItem(ctx: Context, itemId: string): Promise<HeldItem> {
  const item = await holdItem(ctx, itemId);
  requireMine(ctx, item.accountId);
  return item;
}

/** Refuses, as not found, what belongs to somebody else's dossier. */
export function requireMine(ctx: Context, accountId: string | null): void {
  const own = ctx.actor.kind === 'person' && accountId === ctx.actor.accountId;
  if (!own && ctx.actor.kind !== 'system') refuse('item_not_found');
}
