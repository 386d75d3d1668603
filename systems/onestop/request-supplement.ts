import { fail } from '@cuaso/kernel/errors.ts';
import { longText } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';
import { supplementPermissionOf } from './step-permission.ts';

/** Asks the applicant once and in full for what is missing; an accepted dossier's clock stands still (art. 17 and 19). */
export const requestSupplement = command({
  name: 'onestop.request-supplement',
  summary: 'Yêu cầu bổ sung, hoàn thiện hồ sơ',
  input: z.strictObject({
    ...actionInput,
    reason: longText(2000),
    paperKeys: z.array(z.string().max(60)).max(100).default([]),
  }),
  output: actedSchema,
  access: {
    signedIn: 'official',
    because: 'the permission depends on whether the dossier was accepted: receive or handle',
  },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'request_supplement',
      permission: supplementPermissionOf,
      decide: (dossier) => {
        const known = new Set(dossier.definition.papers.map((paper) => paper.key));
        if (input.paperKeys.some((key) => !known.has(key))) {
          fail('invalid', 'onestop.no_such_paper', { fields: { paperKeys: 'Thủ tục không có giấy tờ này.' } });
        }
        return [{ kind: 'supplement_requested', reason: input.reason, paperKeys: input.paperKeys }];
      },
    }),
});
