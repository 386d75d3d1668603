import { longText } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';

/** Writes a note that only officials see. */
export const addNote = command({
  name: 'onestop.add-note',
  summary: 'Ghi chú nội bộ vào hồ sơ',
  input: z.strictObject({ ...actionInput, text: longText(4000) }),
  output: actedSchema,
  access: { permission: 'onestop.view' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'note',
      permission: 'onestop.view',
      decide: () => [{ kind: 'note_added', text: input.text }],
    }),
});
