import { shortText } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireNotWithPost } from '../post/public.ts';
import { act, actedSchema, actionInput } from './act.ts';

/** Hands the result over to the applicant or who comes for him; the dossier is closed. */
export const handOverResult = command({
  name: 'onestop.hand-over-result',
  summary: 'Trả kết quả cho người nộp',
  input: z.strictObject({
    ...actionInput,
    way: z.enum(['counter', 'online', 'post']).default('counter'),
    receiver: shortText(200),
  }),
  output: actedSchema,
  access: { permission: 'onestop.return' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'hand_over',
      permission: 'onestop.return',
      decide: async (dossier) => {
        await requireNotWithPost(ctx, dossier.id);
        return [{ kind: 'handed_over', way: input.way, receiver: input.receiver }];
      },
    }),
});
