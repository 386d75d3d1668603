import { longText } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Refuses to take a dossier in, with the reason (form 03). */
export const refuseDossier = command({
  name: 'onestop.refuse-dossier',
  summary: 'Từ chối tiếp nhận hồ sơ, nêu rõ lý do',
  input: z.strictObject({ ...actionInput, reason: longText(2000) }),
  output: actedSchema,
  access: { permission: 'onestop.receive' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'refuse_intake',
      permission: 'onestop.receive',
      decide: () => [{ kind: 'intake_refused', reason: input.reason }],
    }),
});
