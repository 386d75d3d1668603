import { fail } from '@cuaso/kernel/errors.ts';
import { formatVnd } from '@cuaso/kernel/vietnamese.ts';
import type { Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { NoticeKind } from '@cuaso/platform/notices/kind.ts';
import { notify } from '@cuaso/platform/notices/notify.ts';
import { areNoticesOpen } from '@cuaso/platform/notices/services.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import type { OrderEventKind } from './order-state.ts';
import { paymentNotices } from './payment-notices.ts';

/** What happened to an order, as far as its payer is told. */
export type OrderNews = {
  orderId: string;
  seq: number;
  kind: OrderEventKind;
  /** Of `receipt_issued`: the number of the receipt. */
  text: string;
};

type Row = {
  dossierId: string;
  code: string;
  procedureName: string;
  confidentiality: Confidentiality;
  channel: string;
  due: string;
  agencyId: string;
  accountId: string | null;
  payerName: string;
  amountVnd: number;
  phone: string;
  email: string;
};

/** Tells the payer what is owed, what was paid and under which receipt, what was given back, in the transaction of it. */
export async function announceOrder(ctx: Context, news: OrderNews): Promise<void> {
  const kind = kindOf(news.kind);
  if (kind === undefined || !areNoticesOpen(ctx.memory)) return;
  const row = await loadRow(ctx, news.orderId);
  // At the counter the clerk says what it costs.
  if (news.kind === 'raised' && row.due === 'at_filing' && row.channel !== 'online') return;
  await notify(ctx, {
    kind,
    subject: { relation: 'payments.payment_order', id: news.orderId },
    agencyId: row.agencyId,
    confidentiality: row.confidentiality,
    recipient: { accountId: row.accountId, name: row.payerName, phone: row.phone, email: row.email },
    facts: {
      code: row.code,
      payerName: row.payerName,
      procedureName: row.confidentiality === 'normal' ? row.procedureName : 'thủ tục hành chính',
      amount: formatVnd(row.amountVnd),
      ...(news.kind === 'receipt_issued' && { receipt: news.text }),
    },
    dedupeKey: `${news.orderId}:${news.seq}`,
    path: row.accountId === null ? `/tra-cuu/${row.code}` : `/ho-so/${row.dossierId}/thanh-toan/${news.orderId}`,
  });
}

function kindOf(kind: OrderEventKind): NoticeKind | undefined {
  return kind === 'raised' || kind === 'receipt_issued' || kind === 'refunded' ? paymentNotices[kind] : undefined;
}

async function loadRow(ctx: Context, orderId: string): Promise<Row> {
  const found =
    await sql<Row>`select o.dossier_id as "dossierId", d.code, d.procedure_name as "procedureName", d.confidentiality,
      d.channel, o.due, o.agency_id as "agencyId", o.account_id as "accountId", o.payer_name as "payerName",
      o.amount_vnd as "amountVnd", coalesce(d.folded #>> '{applicant,phone}', '') as phone,
      coalesce(d.folded #>> '{applicant,email}', '') as email
    from payments.payment_order o join cases.dossier d on d.id = o.dossier_id where o.id = ${orderId}`.execute(ctx.tx);
  return found.rows[0] ?? fail('not_found', 'payments.order_not_found');
}
