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
 * A leader has signed the result by hand, on paper; the record says so and no more. A result that is signed digitally
 * goes through a signing session (systems/signing) and arrives here with its document.
 */
export const signResult = command({
  name: 'onestop.sign-result',
  summary: 'Ghi nhận kết quả đã ký tay trên giấy',
  input: z.strictObject(actionInput),
  output: actedSchema,
  access: { permission: 'onestop.sign' },
  run: (ctx, input) =>
    act(ctx, input, {
      action: 'sign',
      permission: 'onestop.sign',
      decide: (dossier) => signatureOf(ctx, dossier, onPaper),
    }),
});

type Manner = Pick<Extract<EventBody, { kind: 'result_signed' }>, 'method' | 'documentId' | 'fileId' | 'shownAt'>;

/** Signed by hand: there is no document of signatures. */
export const onPaper: Manner = { method: 'paper', documentId: null, fileId: null, shownAt: null };

/** What signing writes: the signature, and the way on to the records office or straight to the one-stop desk. */
export async function signatureOf(ctx: Context, dossier: HeldDossier, manner: Manner): Promise<EventBody[]> {
  const step = stepOf(dossier.state, dossier.definition) ?? fail('conflict', 'cases.not_open_now');
  const next = nextStepOf(step, dossier.definition) ?? fail('unavailable', 'onestop.no_steps');
  const unitId = await getUnitFor(ctx, dossier.agencyId, next.place, dossier.fieldCode);
  const signed: EventBody = { kind: 'result_signed', ...signerOf(ctx, dossier), ...manner };
  const place = { stepKey: next.key, unitId, officialId: null };
  // Without a records step the signed result is ready at the one-stop desk at once.
  return next.kind === 'hand_over'
    ? [signed, { kind: 'result_ready', number: '', ...place }]
    : [signed, { kind: 'handed_on', note: '', ...place }];
}

/** Who signs, by the name and title of the position that lets him. */
export function signerOf(ctx: Context, dossier: HeldDossier): { signerName: string; signerTitle: string } {
  if (ctx.actor.kind !== 'official') fail('denied', 'onestop.only_officials');
  const { name, positions } = ctx.actor;
  const here = positions.find((one) => one.agencyId === dossier.agencyId && one.duty === 'leader');
  if (!allows(ctx.actor, 'onestop.sign', targetOf(dossier))) fail('denied', 'access.not_allowed');
  return { signerName: name, signerTitle: here?.title ?? positions[0]?.title ?? '' };
}
