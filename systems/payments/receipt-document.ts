import { dayOf } from '@cuaso/kernel/clock.ts';
import { readFile } from '@cuaso/platform/files/read-file.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { findSignedDocument } from '@cuaso/platform/signing/signed-document.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { paymentReceiptForm, type PaymentReceipt } from './forms/payment-receipt-form.ts';
import { receiptNumberOf } from './take-payment.ts';
import { refuse } from './refusals.ts';

/** A printed receipt as a query answers it. */
export const printedReceiptSchema = z.strictObject({
  orderId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  base64: z.string(),
});

type Stored = Omit<PaymentReceipt, 'number' | 'office' | 'lines'> & {
  id: string;
  orderId: string;
  agencyId: string;
  year: number;
  serial: number;
  officeName: string;
  parentName: string;
  division: string;
  lines: PaymentReceipt['lines'];
};

/** The receipt of an order as it was sealed, if it was; otherwise made of the facts, always the same. */
export async function printReceiptOf(ctx: Context, orderId: string): Promise<z.infer<typeof printedReceiptSchema>> {
  const found = await sql<{ id: string }>`select id from payments.receipt where order_id = ${orderId}
    order by (voided_at is null) desc, issued_at desc limit 1`.execute(ctx.tx);
  const id = (found.rows[0] ?? refuse('receipt_not_found')).id;
  const receipt = await loadReceipt(ctx, id);
  const sealed = receipt.voidedAt === null ? await findSignedDocument(ctx, 'payments.receipt', id) : undefined;
  const bytes = sealed === undefined ? await typesetReceipt(receipt) : (await readFile(ctx, sealed.fileId)).bytes;
  return {
    orderId,
    name: receiptFileName(receipt),
    mediaType: 'application/pdf',
    size: bytes.length,
    base64: Buffer.from(bytes).toString('base64'),
  };
}

/** A receipt by its id, with the names of the day it was issued. */
export async function loadReceipt(ctx: Context, id: string): Promise<Stored> {
  const found = await sql<
    Stored & { issuedAt: Date }
  >`select r.id, r.order_id as "orderId", r.agency_id as "agencyId", r.year,
      r.number as serial, r.issued_at as "issuedAt", r.collector_name as "collectorName", r.voided_at as "voidedAt",
      coalesce(r.void_reason, '') as "voidReason", o.payer_name as "payerName", o.code as "orderCode", o.amount_vnd as "amountVnd",
      coalesce(o.paid_way, 'cash') as "paidWay", coalesce(o.paid_reference, '') as "paidReference", d.code as "dossierCode",
      d.procedure_name as "procedureName", coalesce(v.name, '') as "officeName",
      case when a.kind = 'department' then coalesce(p.name, '') else '' end as "parentName", coalesce(z.name, '') as division,
      (select jsonb_agg(jsonb_build_object('name', l.name, 'kind', l.kind, 'amountVnd', l.amount_vnd, 'exemptReason', l.exempt_reason)
        order by l.seq) from payments.line l where l.order_id = o.id) as lines
    from payments.receipt r join payments.payment_order o on o.id = r.order_id join cases.dossier d on d.id = o.dossier_id
    join directory.agency a on a.id = r.agency_id
    left join directory.agency_version v on v.agency_id = a.id and v.valid @> (r.issued_at at time zone 'Asia/Ho_Chi_Minh')::date
    left join directory.agency_version p on p.agency_id = v.parent_id and p.valid @> (r.issued_at at time zone 'Asia/Ho_Chi_Minh')::date
    left join directory.division z on z.code = coalesce(v.division_code, p.division_code)
      and z.valid @> (r.issued_at at time zone 'Asia/Ho_Chi_Minh')::date
    where r.id = ${id}`.execute(ctx.tx);
  return found.rows[0] ?? refuse('receipt_not_found');
}

/** The receipt as PDF/A. */
export function typesetReceipt(receipt: Stored): Promise<Uint8Array> {
  const place = receipt.division.replace(/^(Tỉnh|Thành phố|Thị xã|Huyện|Phường|Thị trấn|Xã)\s+/u, '');
  const number = receiptNumberOf(receipt.year, receipt.serial);
  const office = { name: receipt.officeName, parentName: receipt.parentName, place };
  return paymentReceiptForm({ ...receipt, number, office });
}

/** What the file of a receipt is called. */
export function receiptFileName({ year, serial, issuedAt }: Stored): string {
  return `bien-lai-${String(serial).padStart(7, '0')}-${year}-${dayOf(issuedAt)}.pdf`;
}
