import { fail } from '@cuaso/kernel/errors.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import { nextStepOf, stepOf } from '@cuaso/platform/cases/actions.ts';
import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { EventBody } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { act, actedSchema, actionInput, targetOf } from './act.ts';
import { getUnitFor } from './place.ts';

/**
 * A leader approves and signs the drafted result by name and position; the dossier goes on by itself. The record is
 * the signature's place until the signing engine puts a certificate behind it.
 */
export const signResult = command({
  name: 'onestop.sign-result',
  summary: 'Ký duyệt kết quả giải quyết',
  input: z.strictObject(actionInput),
  output: actedSchema,
  access: { permission: 'onestop.sign' },
  run: (ctx, input) =>
    act(ctx, input, { action: 'sign', permission: 'onestop.sign', decide: (dossier) => signatureOf(ctx, dossier) }),
});

/** What signing writes: the signature, and the way on to the records office or straight to the one-stop desk. */
export async function signatureOf(ctx: Context, dossier: HeldDossier): Promise<EventBody[]> {
  const step = stepOf(dossier.state, dossier.definition) ?? fail('conflict', 'cases.not_open_now');
  const next = nextStepOf(step, dossier.definition) ?? fail('unavailable', 'onestop.no_steps');
  const unitId = await getUnitFor(ctx, dossier.agencyId, next.place, dossier.fieldCode);
  const signed: EventBody = { kind: 'result_signed', ...signerOf(ctx, dossier) };
  const place = { stepKey: next.key, unitId, officialId: null };
  // Without a records step the signed result is ready at the one-stop desk at once.
  return next.kind === 'hand_over'
    ? [signed, { kind: 'result_ready', number: '', ...place }]
    : [signed, { kind: 'handed_on', note: '', ...place }];
}

function signerOf(ctx: Context, dossier: HeldDossier): { signerName: string; signerTitle: string } {
  if (ctx.actor.kind !== 'official') fail('denied', 'onestop.only_officials');
  const { name, positions } = ctx.actor;
  const here = positions.find((one) => one.agencyId === dossier.agencyId && one.duty === 'leader');
  if (!allows(ctx.actor, 'onestop.sign', targetOf(dossier))) fail('denied', 'access.not_allowed');
  return { signerName: name, signerTitle: here?.title ?? positions[0]?.title ?? '' };
}
