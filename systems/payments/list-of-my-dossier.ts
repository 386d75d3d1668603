import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { dossierOrders, loadDossierOrders } from './dossier-orders.ts';

/** What an own dossier owes or has paid. */
export const listOfMyDossier = query({
  name: 'payments.list-of-my-dossier',
  summary: 'Các khoản phí, lệ phí của hồ sơ của tôi',
  ...dossierOrders,
  access: { signedIn: 'person', because: 'the list holds what the own dossiers owe only' },
  run: (ctx, { dossierId }) =>
    loadDossierOrders(ctx, dossierId, sql`o.account_id = ${ctx.actor.kind === 'person' ? ctx.actor.accountId : null}`),
});
