import { qrSvg } from '@cuaso/platform/files/codes.ts';
import { listOfMyDossier } from '@cuaso/systems/payments/list-of-my-dossier.ts';
import { getMyDossier } from '@cuaso/systems/services/get-my-dossier.ts';
import type { PageServerLoad } from './$types.js';

/** The receipt of filing: the code, the link that only its holder has, and the same as a QR code. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const dossier = await locals.run(getMyDossier, { dossierId: params.id });
  const link = `${url.origin}/tra-cuu/${encodeURIComponent(dossier.code)}?k=${encodeURIComponent(dossier.secret)}`;
  const { rows } = await locals.run(listOfMyDossier, { dossierId: params.id });
  const toPay = rows.filter((order) => order.state === 'due' || order.state === 'paying');
  const receipts = rows.filter((order) => order.hasReceipt);
  return {
    dossier,
    toPay,
    receipts,
    link,
    qr: `data:image/svg+xml;base64,${Buffer.from(qrSvg(link)).toString('base64')}`,
  };
};
