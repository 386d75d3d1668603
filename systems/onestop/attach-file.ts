import { uuid } from '@cuaso/kernel/fields.ts';
import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Adds working files to a dossier: minutes of an inspection, drafts. */
export const attachFile = command({
  name: 'onestop.attach-file',
  summary: 'Đính kèm tệp vào hồ sơ',
  input: z.strictObject({ ...actionInput, fileIds: z.array(uuid).min(1).max(20) }),
  output: actedSchema,
  access: { permission: 'onestop.handle' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'attach',
      permission: 'onestop.handle',
      decide: async (dossier) => {
        await attachFiles(ctx, dossier, 'draft', [{ fileIds: input.fileIds }]);
        return [{ kind: 'file_attached', fileIds: input.fileIds }];
      },
    }),
});
