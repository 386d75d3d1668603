import { Failure, isFailure } from '@cuaso/kernel/errors.ts';
import type { HeldDossier } from '@cuaso/platform/cases/dossier.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { quoteDelivery, requestItem } from '../post/public.ts';

type PostTo = { divisionCode: string; line: string };

/** Where the post will bring the result, in words, and what it asks; a wrong division stands beside its field of the draft. */
export function deliveryOf(ctx: Context, agencyId: string, to: PostTo) {
  return besideItsField(() => quoteDelivery(ctx, agencyId, to));
}

/** Orders the post for the result of a dossier that is filed now; a wrong division stands beside its field of the draft. */
export async function orderDelivery(
  ctx: Context,
  dossier: HeldDossier,
  { phone, ...to }: PostTo & { phone: string },
): Promise<void> {
  // Whoever files for somebody gets what he asked for: the post calls the telephone that was given.
  const recipientName = (dossier.state.submitter ?? dossier.state.applicant).name;
  await besideItsField(() => requestItem(ctx, dossier, 'delivery', { ...to, phone, recipientName }));
}

async function besideItsField<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'post.no_such_division') throw thrown;
    const fields = { 'contact.postDivision': String(thrown.details['messageVi']) };
    throw new Failure('invalid', 'services.draft_incomplete', { fields });
  }
}
