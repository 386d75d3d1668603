import { longText } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Withdraws a dossier at the counter because its applicant asks for it. */
export const withdrawDossier = command({
  name: 'onestop.withdraw-dossier',
  summary: 'Rút hồ sơ theo yêu cầu của người nộp',
  input: z.strictObject({ ...actionInput, reason: longText(2000) }),
  output: actedSchema,
  access: { permission: 'onestop.receive' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'withdraw',
      permission: 'onestop.receive',
      decide: () => [{ kind: 'withdrawn', reason: input.reason }],
    }),
});
