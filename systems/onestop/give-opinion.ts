import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Gives an opinion on the dossier, with files if there are any. */
export const giveOpinion = command({
  name: 'onestop.give-opinion',
  summary: 'Cho ý kiến về hồ sơ',
  input: z.strictObject({ ...actionInput, text: longText(4000), fileIds: z.array(uuid).max(20).default([]) }),
  output: actedSchema,
  access: { permission: 'onestop.view' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'opine',
      permission: 'onestop.view',
      decide: async (dossier) => {
        await attachFiles(ctx, dossier, 'opinion', [{ fileIds: input.fileIds }]);
        return [{ kind: 'opinion_given', text: input.text, fileIds: input.fileIds }];
      },
    }),
});
