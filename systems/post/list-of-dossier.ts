import { uuid } from '@cuaso/kernel/fields.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { itemShownSchema, loadItems } from './item-shown.ts';

/** What the post does for a dossier, for the officer's page of it. */
export const listOfDossier = query({
  name: 'post.list-of-dossier',
  summary: 'Bưu phẩm của một hồ sơ',
  input: z.strictObject({ dossierId: uuid }),
  output: z.strictObject({ rows: z.array(itemShownSchema) }),
  access: { permission: 'post.view' },
  sees: (output) => [{ relation: 'post.item', keys: output.rows.map((row) => row.id) }],
  run: async (ctx, { dossierId }) => {
    const columns = { agency: 'i.agency_id', confidentiality: 'd.confidentiality' };
    const items = await loadItems(
      ctx,
      sql`i.dossier_id = ${dossierId} and ${visible(ctx.actor, 'post.view', columns)}`,
    );
    return { rows: items.map((item) => item.shown) };
  },
});
