import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';
import { acceptanceOf } from './intake.ts';

/** Accepts a dossier that was filed on line; from now the promise runs. */
export const acceptDossier = command({
  name: 'onestop.accept-dossier',
  summary: 'Tiếp nhận hồ sơ nộp trực tuyến',
  input: z.strictObject({ ...actionInput }),
  output: actedSchema,
  access: { permission: 'onestop.receive' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'accept',
      permission: 'onestop.receive',
      decide: async (dossier) => [await acceptanceOf(ctx, dossier)],
    }),
});
