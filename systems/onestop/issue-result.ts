import { fail } from '@cuaso/kernel/errors.ts';
import { shortText } from '@cuaso/kernel/fields.ts';
import { nextStepOf, stepOf } from '@cuaso/platform/cases/actions.ts';
import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { EventBody } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput } from './act.ts';
import { getUnitFor } from './place.ts';

/** The records office numbers, seals and issues the signed result; it is ready at the one-stop desk from now. */
export const issueResult = command({
  name: 'onestop.issue-result',
  summary: 'Vào sổ và phát hành kết quả',
  input: z.strictObject({ ...actionInput, number: shortText(60) }),
  output: actedSchema,
  access: { permission: 'onestop.issue' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'issue',
      permission: 'onestop.issue',
      decide: (dossier) => readyOf(ctx, dossier, input.number),
    }),
});

/** What issuing writes: the number, and the way to the one-stop desk. */
export async function readyOf(ctx: Context, dossier: HeldDossier, number: string): Promise<EventBody[]> {
  const step = stepOf(dossier.state, dossier.definition) ?? fail('conflict', 'cases.not_open_now');
  const next = nextStepOf(step, dossier.definition);
  const unitId = await getUnitFor(ctx, dossier.agencyId, 'one_stop', dossier.fieldCode);
  return [{ kind: 'result_ready', number, stepKey: next?.key ?? null, unitId, officialId: null }];
}
