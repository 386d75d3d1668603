import { readFile } from '@cuaso/platform/files/read-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type LoadedItem, loadItems } from './item-shown.ts';
import { refuse } from './refusals.ts';

/** A scanned slip as a query answers it. */
export const proofSchema = z.strictObject({
  itemId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  base64: z.string(),
});

/** The scanned slip of an item, to whom `mayRead` lets through. */
export async function readProofOf(
  ctx: Context,
  itemId: string,
  mayRead: (item: LoadedItem) => void,
): Promise<z.infer<typeof proofSchema>> {
  const [item] = await loadItems(ctx, sql`i.id = ${itemId}`);
  if (item === undefined) refuse('item_not_found');
  mayRead(item);
  const { name, mediaType, size, bytes } = await readFile(ctx, item.proofFileId ?? refuse('proof_not_found'));
  return { itemId, name, mediaType, size, base64: bytes.toString('base64') };
}
