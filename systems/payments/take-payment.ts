import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { requestSeals } from '@cuaso/platform/signing/request-seal.ts';
import { sql } from 'kysely';
import { appendToOrder, type HeldOrder, type Payment } from './order.ts';
import { refuse } from './refusals.ts';

/** Marks an order in hand as paid and issues its receipt, in one transaction: never one without the other, and each once. */
export async function takePayment(ctx: Context, order: HeldOrder, payment: Payment): Promise<HeldOrder> {
  const paid = await appendToOrder(ctx, order, { kind: 'paid', payment, text: payment.reference });
  return issueReceipt(ctx, paid);
}

/** Issues the receipt of a paid order with the agency's next number of the year; the row of the series is locked until the end. */
export async function issueReceipt(ctx: Context, order: HeldOrder): Promise<HeldOrder> {
  const year = Number(dayOf(ctx.now).slice(0, 4));
  const taken = await sql<{ last: number }>`insert into payments.receipt_series as s (agency_id, year, last)
    values (${order.agencyId}, ${year}, 1)
    on conflict (agency_id, year) do update set last = s.last + 1 returning last`.execute(ctx.tx);
  const number = taken.rows[0]?.last ?? 0;
  const id = ctx.newId();
  const collector = ctx.actor.kind === 'official' ? ctx.actor.name : '';
  await sql`insert into payments.receipt (id, order_id, agency_id, year, number, issued_at, collector_name)
    values (${id}, ${order.id}, ${order.agencyId}, ${year}, ${number}, ${ctx.now}, ${collector})`.execute(ctx.tx);
  await requestSeals(ctx, { purposes: ['payments.receipt'], subjectId: id, agencyId: order.agencyId });
  return appendToOrder(ctx, order, { kind: 'receipt_issued', text: receiptNumberOf(year, number) });
}

/** Makes the good receipt of an order void; its number stays taken and its paper says so. */
export async function voidReceipt(ctx: Context, order: HeldOrder, reason: string, by: string): Promise<HeldOrder> {
  const found = await sql<{ year: number; number: number }>`update payments.receipt set voided_at = ${ctx.now},
      void_reason = ${reason}, void_by = ${by}
    where order_id = ${order.id} and voided_at is null returning year, number`.execute(ctx.tx);
  const receipt = found.rows[0] ?? refuse('receipt_not_found');
  const text = `${receiptNumberOf(receipt.year, receipt.number)}: ${reason}`;
  return appendToOrder(ctx, order, { kind: 'receipt_voided', text });
}

/** A receipt's number as it is printed. */
export function receiptNumberOf(year: number, number: number): string {
  return `${String(number).padStart(7, '0')}/${year}`;
}
