import { isFailure } from '@cuaso/kernel/errors.ts';
import { findDossier } from '@cuaso/systems/onestop/find-dossier.ts';
import { getDossier } from '@cuaso/systems/onestop/get-dossier.ts';
import { handOverResult } from '@cuaso/systems/onestop/hand-over-result.ts';
import { listInbox } from '@cuaso/systems/onestop/list-inbox.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Locals } from '#lib/server/platform.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;

/** Results that wait to be fetched; a code typed or scanned opens one of them at once. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const typed = url.searchParams.get('ma')?.trim().slice(0, 200) ?? '';
  const page = Math.min(pageOf(url), 200);
  const dossier = typed ? await findTyped(locals, typed) : undefined;
  const search = dossier ? '' : typed;
  const offset = (page - 1) * perPage;
  const found = await locals.run(listInbox, { tab: 'to_return', search, limit: perPage, offset });
  return { typed, dossier, found, page, perPage, done: url.searchParams.get('xong'), now: new Date() };
};

export const actions: Actions = {
  tra: formAction(handOverResult, {
    form: 'tra',
    done: ({ code }) => `/can-bo/tra-ket-qua?xong=${encodeURIComponent(code)}`,
  }),
};

async function findTyped({ run }: Locals, typed: string) {
  try {
    const { id } = await run(findDossier, { code: typed });
    return await run(getDossier, { dossierId: id });
  } catch (thrown) {
    if (isFailure(thrown) && ['invalid', 'not_found'].includes(thrown.kind)) return undefined;
    throw thrown;
  }
}
