import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Drafts the result: granted or refused, in words, with its document if it is made elsewhere. */
export const draftResult = command({
  name: 'onestop.draft-result',
  summary: 'Dự thảo kết quả giải quyết',
  input: z.strictObject({
    ...actionInput,
    outcome: z.enum(['granted', 'refused']),
    summary: longText(4000),
    fileId: uuid.nullable().default(null),
  }),
  output: actedSchema,
  access: { permission: 'onestop.handle' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'draft',
      permission: 'onestop.handle',
      decide: async (dossier) => {
        if (input.fileId !== null) await attachFiles(ctx, dossier, 'result', [{ fileIds: [input.fileId] }]);
        return [{ kind: 'result_drafted', outcome: input.outcome, summary: input.summary, fileId: input.fileId }];
      },
    }),
});
