import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { holdOpenDraft } from './draft.ts';
import { removeDrafts } from './remove-drafts.ts';

/** Throws an own draft away, with the files that waited with it. */
export const discardDraft = command({
  name: 'services.discard-draft',
  summary: 'Bỏ bản nháp hồ sơ của tôi',
  input: z.strictObject({ draftId: uuid }),
  output: z.strictObject({ draftId: z.string() }),
  access: { signedIn: 'person', because: 'run keeps to the own drafts' },
  run: async (ctx, input) => {
    const { id } = await holdOpenDraft(ctx, input.draftId);
    await removeDrafts(ctx, [id]);
    return { draftId: id };
  },
});
