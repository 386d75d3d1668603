import { fail } from '@cuaso/kernel/errors.ts';
import { longText } from '@cuaso/kernel/fields.ts';
import { earlierStepsOf, stepOf } from '@cuaso/platform/cases/actions.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';
import { getUnitFor } from './place.ts';
import { stepPermissionOf } from './step-permission.ts';

/** Sends a dossier back to an earlier step, with the reason; without a step named, to the one before. */
export const sendBackDossier = command({
  name: 'onestop.send-back-dossier',
  summary: 'Trả hồ sơ về bước trước',
  input: z.strictObject({ ...actionInput, stepKey: z.string().max(60).optional(), reason: longText(2000) }),
  output: actedSchema,
  access: { signedIn: 'official', because: 'the permission depends on the step: handle, review, sign or issue' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'send_back',
      permission: stepPermissionOf,
      decide: async (dossier) => {
        const step = stepOf(dossier.state, dossier.definition) ?? fail('conflict', 'cases.not_open_now');
        const earlier = earlierStepsOf(step, dossier.definition);
        const to = input.stepKey === undefined ? earlier[0] : earlier.find((one) => one.key === input.stepKey);
        if (to === undefined)
          fail('invalid', 'onestop.no_such_step', { fields: { stepKey: 'Chọn một bước ở trước.' } });
        const unitId = await getUnitFor(ctx, dossier.agencyId, to.place, dossier.fieldCode);
        return [{ kind: 'sent_back', stepKey: to.key, unitId, officialId: null, reason: input.reason }];
      },
    }),
});
