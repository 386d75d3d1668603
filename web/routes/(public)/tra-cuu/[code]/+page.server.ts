import { lookupDossier } from '@cuaso/systems/services/lookup-dossier.ts';
import { getSignedDocument } from '@cuaso/systems/signing/get-signed-document.ts';
import { attempt } from '#lib/server/attempt.ts';
import type { PageServerLoad } from './$types.js';

/** What may be told about a code: to a stranger only whether it is done, with the secret of the receipt the steps. */
export const load: PageServerLoad = async ({ locals, params, url, setHeaders }) => {
  const secret = (url.searchParams.get('k') ?? '').slice(0, 64);
  // The secret stands in the address: no other site and no shared cache may learn it.
  setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  const looked = await attempt(locals.run(lookupDossier, { code: params.code, secret }), ['invalid']);
  const { value: found, refusal } = looked;
  const ready = found?.details?.readyAt != null;
  // A result that was signed on paper has no original to be shown.
  const signed = ready
    ? await attempt(locals.run(getSignedDocument, { code: found.code, secret }), ['not_found', 'too_many'])
    : undefined;
  const original = `/ket-qua/${encodeURIComponent(params.code)}?k=${encodeURIComponent(secret)}`;
  return {
    typed: params.code.slice(0, 60),
    found,
    refusal,
    withSecret: secret !== '',
    appointment: `/tra-cuu/${encodeURIComponent(params.code)}/hen-tra.ics?k=${encodeURIComponent(secret)}`,
    rating: `/danh-gia/${encodeURIComponent(params.code)}?k=${encodeURIComponent(secret)}`,
    ...(signed?.value && { original }),
  };
};
