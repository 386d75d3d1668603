import { Failure, isFailure } from '@cuaso/kernel/errors.ts';
import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { requestItem } from '../post/public.ts';

/** Orders the post for the result of a dossier that is filed now; what is wrong with the address stands beside its field of the draft. */
export async function orderDelivery(
  ctx: Context,
  dossier: HeldDossier,
  to: { divisionCode: string; line: string; phone: string },
): Promise<void> {
  // Whoever files for somebody gets what he asked for: the post calls the telephone that was given.
  const recipientName = (dossier.state.submitter ?? dossier.state.applicant).name;
  try {
    await requestItem(ctx, dossier, 'delivery', { ...to, recipientName });
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'post.no_such_division') throw thrown;
    const fields = { 'contact.postDivision': String(thrown.details['messageVi']) };
    throw new Failure('invalid', 'services.draft_incomplete', { fields });
  }
}
