import { fail } from '@cuaso/kernel/errors.ts';
import { nextStepOf, stepOf } from '@cuaso/platform/cases/actions.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';
import { getUnitFor } from './place.ts';
import { stepPermissionOf } from './step-permission.ts';

/** Hands a dossier on to the unit of the next step. */
export const handOnDossier = command({
  name: 'onestop.hand-on-dossier',
  summary: 'Chuyển hồ sơ sang bước tiếp theo',
  input: z.strictObject({ ...actionInput, note: z.string().max(2000).default('') }),
  output: actedSchema,
  access: { signedIn: 'official', because: 'the permission depends on the step: handle or review' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'hand_on',
      permission: stepPermissionOf,
      decide: async (dossier) => {
        const step = stepOf(dossier.state, dossier.definition) ?? fail('conflict', 'cases.not_open_now');
        const next = nextStepOf(step, dossier.definition) ?? fail('conflict', 'cases.not_open_now');
        const unitId = await getUnitFor(ctx, dossier.agencyId, next.place, dossier.fieldCode);
        return [{ kind: 'handed_on', stepKey: next.key, unitId, officialId: null, note: input.note }];
      },
    }),
});
