import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaymentWorld, type PaymentWorld, priceVnd } from '../../test/payment-world.ts';
import { askGateway } from './ask-gateway.ts';
import { beginPayment } from './begin-payment.ts';
import { collectPayment } from './collect-payment.ts';
import { getMyPayment } from './get-my-payment.ts';
import { listDifferences } from './list-differences.ts';
import { listPayments } from './list-payments.ts';
import { printMyReceipt } from './print-my-receipt.ts';
import { reconcileDay } from './reconcile-day.ts';
import { self } from './platform-actor.ts';
import { takeCallback } from './take-callback.ts';

let world: PaymentWorld;
beforeAll(async () => {
  world = await openPaymentWorld();
}, 60_000);
afterAll(() => world.close());

async function paidAtGateway() {
  const { orderId } = await world.owed();
  const { reference, payUrl } = await world.begun(orderId);
  await world.gateway.visit(payUrl, 'pay');
  return { orderId, reference };
}

const stranger: Actor = { kind: 'anonymous' };

test('who files online owes at once what the procedure asks for, and the dossier is filed whatever follows', async () => {
  const { orderId } = await world.owed();
  const { order, transfer, gateway } = await run(world.province.platform, getMyPayment, world.payer, { orderId });
  expect(order).toMatchObject({ state: 'due', amountVnd: priceVnd, due: 'at_filing' });
  expect(order.lines.reduce((sum, line) => sum + line.amountVnd, 0)).toBe(priceVnd);
  expect(gateway).toBe('VNPAY');
  expect(transfer?.qr).toContain(order.code);
});

test('somebody else finds neither the order nor its receipt', async () => {
  const { orderId } = await world.owed();
  const other = world.province.citizen(2);
  const { platform } = world.province;
  await expect(run(platform, getMyPayment, other, { orderId })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(run(platform, beginPayment, other, { orderId })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(run(platform, printMyReceipt, other, { orderId })).rejects.toMatchObject({ kind: 'not_found' });
});

test('a callback pays the order and issues its receipt, and repeated it changes nothing', async () => {
  const { orderId, reference } = await paidAtGateway();
  const callback = world.gateway.callback(reference);
  expect(await world.told(callback)).toBe('00');
  expect(await world.told(callback)).toBe('02');
  expect(await world.stateOf(orderId)).toBe('paid');
  expect(await world.kindsOf(orderId)).toEqual(['raised', 'begun', 'paid', 'receipt_issued']);
  const printed = await run(world.province.platform, printMyReceipt, world.payer, { orderId });
  expect(Buffer.from(printed.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});

test('ten callbacks at once pay once', async () => {
  const { orderId, reference } = await paidAtGateway();
  const callback = world.gateway.callback(reference);
  const answers = await Promise.all(Array.from({ length: 10 }, () => world.told(callback)));
  expect(answers.filter((code) => code === '00')).toHaveLength(1);
  expect((await world.kindsOf(orderId)).filter((kind) => kind === 'paid')).toHaveLength(1);
});

test('a forged callback pays nothing', async () => {
  const { orderId, reference } = await paidAtGateway();
  const forged = [
    world.gateway.callback(reference, { signedWith: 'other_key' }),
    world.gateway.callback(reference, { values: { vnp_Amount: '100' }, signedWith: 'before_the_change' }),
    world.gateway.callback(reference, { values: { vnp_TmnCode: 'OTHER001' } }),
    { ...world.gateway.callback(reference), vnp_SecureHash: '' },
    { vnp_TxnRef: reference },
    {},
  ];
  for (const parameters of forged) expect(await world.told(parameters)).toBe('97');
  expect(await world.stateOf(orderId)).toBe('paying');
});

test('another amount, rightly signed, pays nothing and is a difference', async () => {
  const { orderId, reference } = await paidAtGateway();
  const callback = world.gateway.callback(reference, { values: { vnp_Amount: String(priceVnd * 100 - 100) } });
  expect(await world.told(callback)).toBe('04');
  expect(await world.stateOf(orderId)).toBe('paying');
  const { rows } = await run(world.province.platform, listDifferences, self, { limit: 200 });
  expect(rows.find((row) => row.reference === reference)).toMatchObject({ kind: 'other_amount', ourVnd: priceVnd });
});

test('a callback before its payment is here is kept and matched once it is', async () => {
  const { orderId } = await world.owed();
  const { order } = await run(world.province.platform, getMyPayment, world.payer, { orderId });
  const reference = `${order.code}01`;
  const early = world.gateway.callback(reference, { values: { vnp_Amount: String(priceVnd * 100) } });
  expect(await world.told(early)).toBe('01');
  expect(await world.told(early)).toBe('01');
  expect(await world.stateOf(orderId)).toBe('due');
  await world.begun(orderId);
  await askGateway(world.province.platform);
  expect(await world.stateOf(orderId)).toBe('paid');
});

test('who closed the browser after paying is marked paid by the job', async () => {
  const { orderId } = await paidAtGateway();
  world.province.clock.moveBy(2 * 60_000);
  await askGateway(world.province.platform);
  await askGateway(world.province.platform);
  expect(await world.kindsOf(orderId)).toEqual(['raised', 'begun', 'paid', 'receipt_issued']);
});

test('an answer with a forged signature, or none, says nothing: it is asked again', async () => {
  const { orderId } = await paidAtGateway();
  world.gateway.behaviour.forges = true;
  world.province.clock.moveBy(2 * 60_000);
  await askGateway(world.province.platform);
  expect(await world.stateOf(orderId)).toBe('paying');
  world.gateway.behaviour.forges = false;
  world.province.clock.moveBy(10 * 60_000);
  await askGateway(world.province.platform);
  expect(await world.stateOf(orderId)).toBe('paid');
});

test('who gives up owes as before and may try again', async () => {
  const { orderId } = await world.owed();
  const first = await world.begun(orderId);
  await world.gateway.visit(first.payUrl, 'give_up');
  expect(await world.told(world.gateway.callback(first.reference))).toBe('00');
  expect(await world.stateOf(orderId)).toBe('due');
  const second = await world.begun(orderId);
  expect(second.reference).not.toBe(first.reference);
});

test('begun twice it is the same payment at the gateway', async () => {
  const { orderId } = await world.owed();
  expect(await world.begun(orderId)).toEqual(await world.begun(orderId));
});

test('one that is over time is given up on the word of the gateway alone, and late money still pays', async () => {
  const { orderId } = await world.owed();
  const { reference, payUrl } = await world.begun(orderId);
  world.province.clock.moveBy(45 * 60_000);
  await askGateway(world.province.platform);
  expect(await world.stateOf(orderId)).toBe('due');
  await world.gateway.visit(payUrl, 'pay');
  expect(await world.told(world.gateway.callback(reference))).toBe('00');
  expect(await world.stateOf(orderId)).toBe('paid');
});

test('money for an order that the counter took meanwhile is a difference, not a second payment', async () => {
  const { orderId } = await world.owed();
  const { reference, payUrl } = await world.begun(orderId);
  const { platform } = world.province;
  await expect(run(platform, collectPayment, world.clerk, { orderId })).rejects.toMatchObject({
    code: 'payments.being_paid',
  });
  world.province.clock.moveBy(45 * 60_000);
  await askGateway(platform);
  await run(platform, collectPayment, world.clerk, { orderId });
  await world.gateway.visit(payUrl, 'pay');
  expect(await world.told(world.gateway.callback(reference))).toBe('00');
  expect((await world.kindsOf(orderId)).filter((kind) => kind === 'paid')).toHaveLength(1);
  const { rows } = await run(platform, listDifferences, self, { limit: 200 });
  expect(rows.find((row) => row.orderId === orderId)?.kind).toBe('paid_twice');
});

test('the daily comparison pays what nobody told of, names what differs, and run again finds nothing new', async () => {
  const { orderId } = await paidAtGateway();
  const ours = await paidAtGateway();
  await world.told(world.gateway.callback(ours.reference));
  world.gateway.state.payments.delete(ours.reference);
  const { reference, payUrl } = await world.begun((await world.owed()).orderId);
  await world.gateway.visit(payUrl, 'pay');
  world.gateway.state.payments.set('LA0001', { ...(await world.gateway.visit(payUrl, 'pay')), reference: 'LA0001' });
  world.province.clock.moveBy(24 * 3_600_000);
  await reconcileDay(world.province.platform);
  expect(await world.stateOf(orderId)).toBe('paid');
  const before = await run(world.province.platform, listDifferences, self, { limit: 200 });
  const kindOf = (of: string) => before.rows.find((row) => row.reference === of)?.kind;
  expect([kindOf('LA0001'), kindOf(ours.reference), kindOf(reference)]).toEqual([
    'unknown_here',
    'unknown_there',
    undefined,
  ]);
  await reconcileDay(world.province.platform);
  expect((await run(world.province.platform, listDifferences, self, { limit: 200 })).total).toBe(before.total);
});

test('input of a wrong shape is refused before anything is looked up', async () => {
  const { platform } = world.province;
  for (const parameters of [
    { a: 'x'.repeat(2000) },
    Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`a${i}`, ''])),
  ])
    await expect(run(platform, takeCallback, stranger, { parameters })).rejects.toMatchObject({ kind: 'invalid' });
});

test('the lines of every order are its amount, and the list sums what it shows', async () => {
  const wrong = await sql<{ id: string }>`select o.id from payments.payment_order o
    where o.amount_vnd <> (select sum(l.amount_vnd) from payments.line l where l.order_id = o.id)`.execute(
    world.province.db,
  );
  expect(wrong.rows).toEqual([]);
  const list = await run(world.province.platform, listPayments, world.clerk, { limit: 1000 });
  expect(list.rows.reduce((sum, row) => sum + row.amountVnd, 0)).toBe(list.totalVnd);
  expect(list.counts.reduce((sum, one) => sum + one.sumVnd, 0)).toBe(list.totalVnd);
  expect(
    (await run(world.province.platform, listPayments, world.clerk, { state: 'paid' })).rows.every(
      (row) => row.state === 'paid',
    ),
  ).toBe(true);
});

test('lines that are not the amount do not leave the transaction', async () => {
  const { orderId } = await world.owed();
  const broken = world.province.ownerDb.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test', true), set_config('cuaso.actor', 'system:test', true),
      set_config('cuaso.request', '00000000-0000-7000-8000-000000000000', true)`.execute(tx);
    await sql`insert into payments.line (order_id, seq, key, name, kind, full_vnd, amount_vnd)
      values (${orderId}, 9, 'x', 'Thêm', 'fee', 1, 1)`.execute(tx);
  });
  await expect(broken).rejects.toThrow(/are not its amount/);
});

test('receipt numbers of an agency and year have no gap', async () => {
  const found = await sql<{ numbers: number; last: number }>`select count(*)::int as numbers, max(r.number)::int as last
    from payments.receipt r join payments.receipt_series s on s.agency_id = r.agency_id and s.year = r.year`.execute(
    world.province.db,
  );
  expect(found.rows[0]?.numbers).toBe(found.rows[0]?.last);
});
