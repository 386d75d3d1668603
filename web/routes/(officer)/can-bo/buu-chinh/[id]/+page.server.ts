import { Failure } from '@cuaso/kernel/errors.ts';
import { uploadFile } from '@cuaso/systems/files/upload-file.ts';
import { answerLoss } from '@cuaso/systems/post/answer-loss.ts';
import { attachProof } from '@cuaso/systems/post/attach-proof.ts';
import { cancelItem } from '@cuaso/systems/post/cancel-item.ts';
import { correctAddress } from '@cuaso/systems/post/correct-address.ts';
import { getItem } from '@cuaso/systems/post/get-item.ts';
import { recordByHand } from '@cuaso/systems/post/record-by-hand.ts';
import { recordTracking } from '@cuaso/systems/post/record-tracking.ts';
import { strikeItem } from '@cuaso/systems/post/strike-item.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { postMoment } from '#lib/post/post-moment.ts';
import { divisionOptions } from '#lib/server/division-options.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** One order to the post with its history and what may be done with it now. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { item, acts } = await locals.run(getItem, { itemId: params.id });
  const divisions = acts.includes('correct') ? await divisionOptions(locals) : [];
  return { item, acts, divisions, done: url.searchParams.get('xong') };
};

const withItem = (input: Record<string, unknown>, event: RequestEvent) => ({
  ...input,
  itemId: event.params['id'] ?? '',
});
const usual = (form: string) => ({
  form,
  prepare: withItem,
  done: ({ itemId }: { itemId: string }) => `/can-bo/buu-chinh/${itemId}?xong=${form}`,
});

export const actions: Actions = {
  so_hieu: formAction(recordTracking, usual('so_hieu')),
  gach: formAction(strikeItem, usual('gach')),
  huy: formAction(cancelItem, usual('huy')),
  dia_chi: formAction(correctAddress, usual('dia_chi')),
  tra_loi: formAction(answerLoss, usual('tra_loi')),
  ghi: formAction(recordByHand, {
    ...usual('ghi'),
    prepare: ({ day, time, ...input }, event) => ({ ...withItem(input, event), ...postMoment(day, time) }),
  }),
  phieu_phat: formAction(attachProof, {
    ...usual('phieu_phat'),
    prepare: async (_, event, form) => {
      const file = form.get('file');
      if (!(file instanceof File) || file.size === 0)
        throw new Failure('invalid', 'post.no_file', { fields: { file: 'Chưa chọn tệp phiếu phát.' } });
      const { id } = await event.locals.run(uploadFile, { file });
      return { itemId: event.params['id'] ?? '', fileId: id };
    },
  }),
};
