import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaymentWorld, paidProcedure, type PaymentWorld } from '../../test/payment-world.ts';
import { openNotices } from '../notices/open-notices.ts';
import { takeInDossier } from '../onestop/take-in-dossier.ts';
import { listMyTasks } from '../services/list-my-tasks.ts';
import { withdrawMyDossier } from '../services/withdraw-my-dossier.ts';
import { askRefund } from './ask-refund.ts';
import { decideRefund } from './decide-refund.ts';
import { getMyPayment } from './get-my-payment.ts';
import { workRefund } from './work-refund.ts';

let world: PaymentWorld;
beforeAll(async () => {
  world = await openPaymentWorld();
  openNotices(world.province.platform, {}, () => Buffer.alloc(32, 7).toString('base64url'));
}, 60_000);
afterAll(() => world.close());

type Told = { kind: string; title: string; body: string; sms: string; path: string };

/** What was told of an order, in order. */
async function toldOf(orderId: string): Promise<Told[]> {
  const found = await sql<Told>`select kind, title, body, sms, path from notices.notice
    where subject_relation = 'payments.payment_order' and subject_id = ${orderId} order by dedupe_key`.execute(
    world.province.db,
  );
  return found.rows;
}

async function paid(): Promise<{ orderId: string; dossierId: string }> {
  const owed = await world.owed();
  const { reference, payUrl } = await world.begun(owed.orderId);
  await world.gateway.visit(payUrl, 'pay');
  const callback = world.gateway.callback(reference);
  await Promise.all([world.told(callback), world.told(callback)]);
  return owed;
}

test('who files on line is told what is owed, with the way to its page', async () => {
  const { orderId, dossierId } = await world.owed();
  const [told, ...more] = await toldOf(orderId);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ kind: 'payments.raised', path: `/ho-so/${dossierId}/thanh-toan/${orderId}` });
  expect(told?.title).toContain('còn phải nộp 30.000 đồng');
  expect(told?.sms.length).toBeLessThanOrEqual(160);
});

test('a payment is told once with the number of its receipt, however often the gateway calls', async () => {
  const { orderId } = await paid();
  const { order } = await run(world.province.platform, getMyPayment, world.payer, { orderId });
  const told = (await toldOf(orderId)).filter(({ kind }) => kind === 'payments.receipt_issued');
  expect(told).toHaveLength(1);
  expect(told[0]?.body).toContain(`Biên lai số ${order.receipt?.number}.`);
  expect(told[0]?.sms).toContain(`Bien lai so ${order.receipt?.number}.`);
});

test('a refund is told when the money is given back, not when it is asked for', async () => {
  const { platform } = world.province;
  const { orderId } = await paid();
  const { refundId } = await run(platform, askRefund, world.clerk, { orderId, reason: 'Thu nhầm' });
  expect((await toldOf(orderId)).map(({ kind }) => kind)).not.toContain('payments.refunded');
  await run(platform, decideRefund, world.leader, { refundId, decision: 'confirm' });
  await workRefund(platform, refundId);
  expect((await toldOf(orderId)).map(({ kind }) => kind)).toEqual([
    'payments.raised',
    'payments.receipt_issued',
    'payments.refunded',
  ]);
});

test('at the counter the clerk says what it costs, and no message does', async () => {
  const { platform, agencies } = world.province;
  const applicant = { kind: 'citizen' as const, name: 'Trần Thị Quầy', number: '082090000077', phone: '0912000077' };
  const { paymentId } = await run(platform, takeInDossier, world.clerk, {
    procedureCode: paidProcedure,
    agencyId: agencies.commune,
    applicant,
    papers: [],
  });
  expect(paymentId).not.toBeNull();
  expect(await toldOf(paymentId ?? '')).toEqual([]);
});

test('what is owed is among the things to do until it is paid or the dossier is withdrawn, for its owner only', async () => {
  const { platform } = world.province;
  const [first, second] = [await world.owed(), await world.owed()];
  const owes = async (who = world.payer) =>
    (await run(platform, listMyTasks, who, {})).pay.map(({ orderId }) => orderId);
  expect(await owes()).toEqual(expect.arrayContaining([first.orderId, second.orderId]));
  expect(await owes(world.province.citizen(2))).toEqual([]);
  const { reference, payUrl } = await world.begun(first.orderId);
  await world.gateway.visit(payUrl, 'pay');
  expect(await owes()).toContain(first.orderId);
  await world.told(world.gateway.callback(reference));
  await run(platform, withdrawMyDossier, world.payer, { dossierId: second.dossierId, reason: 'Không cần nữa' });
  expect(await owes()).not.toContain(first.orderId);
  expect(await owes()).not.toContain(second.orderId);
  await expect(run(platform, listMyTasks, world.clerk, {})).rejects.toMatchObject({ kind: 'denied' });
});
