import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';
import { officialIdOf } from './official-id.ts';

/** Takes a dossier of the own unit into the own hands. */
export const takeDossier = command({
  name: 'onestop.take-dossier',
  summary: 'Nhận thụ lý hồ sơ',
  input: z.strictObject({ ...actionInput }),
  output: actedSchema,
  access: { permission: 'onestop.handle' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'take',
      permission: 'onestop.handle',
      decide: () => [{ kind: 'taken', officialId: officialIdOf(ctx) }],
    }),
});
