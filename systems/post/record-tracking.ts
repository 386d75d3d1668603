import { uuid } from '@cuaso/kernel/fields.ts';
import { holdDossier } from '@cuaso/platform/cases/dossier.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { holdItemFor } from './access.ts';
import { trackingFact } from './in-words.ts';
import { noteItem } from './item.ts';
import { isWithPost } from './item-state.ts';
import { tell } from './notices.ts';
import { refuse } from './refusals.ts';

const tracking = z
  .string()
  .overwrite((text) => text.replace(/[\s.-]/g, '').toUpperCase())
  .regex(/^[0-9A-Z]{8,20}$/, { error: 'Số hiệu gồm 8 đến 20 chữ cái và chữ số. Ví dụ: EB123456789VN.' });

/** Writes the post's own number of an item, scanned or typed; one that was wrong is written over and stays on record. */
export const recordTracking = command({
  name: 'post.record-tracking',
  summary: 'Ghi số hiệu bưu gửi',
  input: z.strictObject({ itemId: uuid, tracking }),
  output: z.strictObject({ itemId: z.string(), code: z.string() }),
  access: { permission: 'post.handle' },
  run: async (ctx, { itemId, tracking: number }) => {
    const item = await holdItemFor(ctx, itemId, 'post.handle');
    if (item.tracking === number) return { itemId, code: item.code };
    if (item.state !== 'requested' && !isWithPost(item.state)) refuse('not_in_this_state');
    // Asked under a lock of the number, because two desks may scan one label at the same moment.
    await sql`select pg_advisory_xact_lock(hashtext('post.tracking'), hashtext(${number}))`.execute(ctx.tx);
    const used = await sql`select from post.item where tracking = ${number}`.execute(ctx.tx);
    if (used.rows.length > 0) refuse('tracking_used', 'tracking');
    const after = await noteItem(ctx, item, { kind: 'tracking_given', text: number }, sql`, tracking = ${number}`);
    if (isWithPost(item.state)) {
      const dossier = await holdDossier(ctx, item.dossierId);
      await tell(ctx, 'handed_over', { item: after, dossier }, { tracking: trackingFact(number) });
    }
    return { itemId, code: item.code };
  },
});
