import { attachFiles } from '@cuaso/platform/cases/attach-files.ts';
import { paperInSchema } from '@cuaso/platform/cases/events.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Takes in at the counter what was asked for; the clock goes on as the procedure says. */
export const receiveSupplement = command({
  name: 'onestop.receive-supplement',
  summary: 'Nhận giấy tờ bổ sung tại quầy',
  input: z.strictObject({
    ...actionInput,
    papers: z.array(paperInSchema).max(100),
    note: z.string().max(2000).default(''),
  }),
  output: actedSchema,
  access: { permission: 'onestop.receive' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'supplement',
      permission: 'onestop.receive',
      decide: async (dossier) => {
        await attachFiles(ctx, dossier, 'supplement', input.papers);
        return [{ kind: 'supplemented', papers: input.papers, note: input.note }];
      },
    }),
});
