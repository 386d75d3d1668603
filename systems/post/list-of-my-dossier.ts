import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemShownSchema, loadItems, withoutNames } from './item-shown.ts';

/** What the post does for an own dossier: where each item is, what it costs, who received it. */
export const listOfMyDossier = query({
  name: 'post.list-of-my-dossier',
  summary: 'Bưu phẩm của hồ sơ của tôi',
  input: z.strictObject({ dossierId: uuid }),
  output: z.strictObject({ rows: z.array(itemShownSchema) }),
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId }) => {
    const accountId = ctx.actor.kind === 'person' ? ctx.actor.accountId : null;
    const items = await loadItems(ctx, sql`i.dossier_id = ${dossierId} and i.account_id = ${accountId}`);
    return { rows: items.map((item) => withoutNames(item.shown)) };
  },
});
