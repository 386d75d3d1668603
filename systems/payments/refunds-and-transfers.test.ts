import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPaymentWorld, type PaymentWorld, priceVnd } from '../../test/payment-world.ts';
import { withdrawMyDossier } from '../services/withdraw-my-dossier.ts';
import { askRefund } from './ask-refund.ts';
import { cancelPayment } from './cancel-payment.ts';
import { collectPayment } from './collect-payment.ts';
import { decideRefund } from './decide-refund.ts';
import { exportPayments } from './export-payments.ts';
import { getMyPayment } from './get-my-payment.ts';
import { getPayment } from './get-payment.ts';
import { importStatement } from './import-statement.ts';
import { listPayments } from './list-payments.ts';
import { listRefunds } from './list-refunds.ts';
import { listTransfers } from './list-transfers.ts';
import { matchTransfer } from './match-transfer.ts';
import { recordRefundByHand } from './record-refund-by-hand.ts';
import { setAsideTransfer } from './set-aside-transfer.ts';
import { voidReceipt } from './void-receipt.ts';
import { workRefund } from './work-refund.ts';

let world: PaymentWorld;
let clerk: Official;
let leader: Official;
beforeAll(async () => {
  world = await openPaymentWorld();
  ({ clerk, leader } = world);
}, 60_000);
afterAll(() => world.close());

const reason = 'Thu nhầm hai lần';

async function paidAtGateway() {
  const { orderId } = await world.owed();
  const { reference, payUrl } = await world.begun(orderId);
  await world.gateway.visit(payUrl, 'pay');
  await world.told(world.gateway.callback(reference));
  return { orderId, reference };
}

async function paidInCash() {
  const { orderId } = await world.owed();
  await run(world.province.platform, collectPayment, clerk, { orderId });
  return orderId;
}

async function codeOf(orderId: string): Promise<string> {
  return (await run(world.province.platform, getPayment, clerk, { orderId })).order.code;
}

test('the counter takes cash once, with a receipt', async () => {
  const orderId = await paidInCash();
  expect(await world.kindsOf(orderId)).toEqual(['raised', 'paid', 'receipt_issued']);
  const again = run(world.province.platform, collectPayment, clerk, { orderId });
  await expect(again).rejects.toMatchObject({ code: 'payments.already_paid' });
});

test('a refund is asked by one, confirmed by another, and done once at the gateway', async () => {
  const { platform } = world.province;
  const { orderId } = await paidAtGateway();
  const { refundId } = await run(platform, askRefund, clerk, { orderId, reason });
  await expect(run(platform, askRefund, clerk, { orderId, reason })).rejects.toMatchObject({ kind: 'conflict' });
  const alone = run(platform, decideRefund, clerk, { refundId, decision: 'confirm' });
  await expect(alone).rejects.toMatchObject({ kind: 'denied' });
  await run(platform, decideRefund, leader, { refundId, decision: 'confirm' });
  await expect(run(platform, decideRefund, leader, { refundId, decision: 'confirm' })).rejects.toMatchObject({
    code: 'payments.refund_over',
  });
  const before = world.gateway.state.refundsMade;
  await Promise.all([workRefund(platform, refundId), workRefund(platform, refundId)]);
  await workRefund(platform, refundId);
  expect(world.gateway.state.refundsMade - before).toBe(1);
  expect(await world.stateOf(orderId)).toBe('refunded');
  const { order } = await run(platform, getMyPayment, world.payer, { orderId });
  expect(order.receipt).toBeNull();
  expect(order.events.filter((event) => event.kind === 'refunded')).toHaveLength(1);
});

test('who asked may not confirm, whatever he holds', async () => {
  const { platform } = world.province;
  const orderId = await paidInCash();
  const both = { ...clerk, grants: new Map([...clerk.grants, ...leader.grants]) };
  const { refundId } = await run(platform, askRefund, both, { orderId, reason });
  const alone = run(platform, decideRefund, both, { refundId, decision: 'confirm' });
  await expect(alone).rejects.toMatchObject({ code: 'payments.same_person' });
});

test('a refund that the gateway refuses is shown as such and may be asked for again', async () => {
  const { platform } = world.province;
  const { orderId } = await paidAtGateway();
  const { refundId } = await run(platform, askRefund, clerk, { orderId, reason });
  await run(platform, decideRefund, leader, { refundId, decision: 'confirm' });
  world.gateway.behaviour.refundCode = '95';
  await workRefund(platform, refundId);
  world.gateway.behaviour.refundCode = '';
  const { rows } = await run(platform, listRefunds, leader, { state: 'failed' });
  expect(rows.find((row) => row.id === refundId)?.problem).toContain('95');
  expect(await world.stateOf(orderId)).toBe('paid');
  await run(platform, askRefund, clerk, { orderId, reason });
});

test('a refused refund needs a reason; cash is given back by hand', async () => {
  const { platform } = world.province;
  const orderId = await paidInCash();
  const first = await run(platform, askRefund, clerk, { orderId, reason });
  const bare = run(platform, decideRefund, leader, { refundId: first.refundId, decision: 'refuse' });
  await expect(bare).rejects.toMatchObject({ details: { fields: { note: expect.any(String) as string } } });
  await run(platform, decideRefund, leader, { refundId: first.refundId, decision: 'refuse', note: 'Thiếu chứng từ' });
  const { refundId } = await run(platform, askRefund, clerk, { orderId, reason });
  const early = run(platform, recordRefundByHand, clerk, { refundId, reference: 'PC-12' });
  await expect(early).rejects.toMatchObject({ code: 'payments.refund_over' });
  await run(platform, decideRefund, leader, { refundId, decision: 'confirm' });
  await run(platform, recordRefundByHand, clerk, { refundId, reference: 'PC-12' });
  expect(await world.stateOf(orderId)).toBe('refunded');
});

test('a statement is taken once, its transfers are matched once, for the whole amount only', async () => {
  const { platform, agencies } = world.province;
  const { orderId } = await world.owed();
  const code = await codeOf(orderId);
  const head = 'so_giao_dich;ngay;so_tien;noi_dung';
  const text = [
    head,
    `FT001;10/03/2026;30.000;"MBVCB ${code.toLowerCase()} nop; phi"`,
    'FT002;2026-03-10;12.000;CHUYEN KHOAN',
    `FT003;10/03/2026;5.000;${code}`,
  ].join('\r\n');
  const input = { agencyId: agencies.commune, fileName: 'sao-ke.csv', text };
  expect(await run(platform, importStatement, clerk, input)).toMatchObject({ lines: 3, added: 3 });
  await expect(run(platform, importStatement, clerk, input)).rejects.toMatchObject({
    code: 'payments.statement_known',
  });
  const more = { ...input, text: `${text}\nFT004;10/03/2026;7.000;X` };
  expect(await run(platform, importStatement, clerk, more)).toMatchObject({ lines: 4, added: 1 });
  const { rows } = await run(platform, listTransfers, clerk, {});
  const of = (reference: string) => rows.find((row) => row.bankReference === reference);
  expect(of('FT001')).toMatchObject({
    fitsId: orderId,
    fitsVnd: priceVnd,
    purpose: `MBVCB ${code.toLowerCase()} nop; phi`,
  });
  const wrong = run(platform, matchTransfer, clerk, { transferId: of('FT003')?.id ?? '', orderCode: code });
  await expect(wrong).rejects.toMatchObject({ code: 'payments.other_amount' });
  await run(platform, matchTransfer, clerk, { transferId: of('FT001')?.id ?? '', orderCode: code });
  expect(await world.stateOf(orderId)).toBe('paid');
  const twice = run(platform, matchTransfer, clerk, { transferId: of('FT001')?.id ?? '', orderCode: code });
  await expect(twice).rejects.toMatchObject({ code: 'payments.transfer_settled' });
  await run(platform, setAsideTransfer, clerk, { transferId: of('FT002')?.id ?? '', note: 'Nộp nhầm' });
  expect(
    (await run(platform, listTransfers, clerk, { show: 'open' })).rows.map((row) => row.bankReference).toSorted(),
  ).toEqual(['FT003', 'FT004']);
});

test('a statement that cannot be read whole is not taken at all, and says which line', async () => {
  const { platform, agencies } = world.province;
  const head = 'so_giao_dich;ngay;so_tien;noi_dung';
  for (const [text, line] of [
    ['a;b;c', 'Dòng đầu'],
    [`${head}\nFT1;31/02/2026;1000;x`, 'Dòng 2'],
    [`${head}\nFT1;10/03/2026;1000;x\nFT2;10/03/2026;-5;x`, 'Dòng 3'],
    ['', 'Dòng đầu'],
  ] as const) {
    const asked = run(platform, importStatement, clerk, { agencyId: agencies.commune, fileName: 'x.csv', text });
    await expect(asked).rejects.toMatchObject({
      details: { fields: { text: expect.stringContaining(line) as string } },
    });
  }
});

test('an agency neither sees nor touches what another is owed', async () => {
  const { platform, agencies, official } = world.province;
  const { orderId } = await world.owed();
  const other = await official(agencies.otherCommune, 'one_stop_clerk');
  await expect(run(platform, getPayment, other, { orderId })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(run(platform, collectPayment, other, { orderId })).rejects.toMatchObject({ kind: 'not_found' });
  expect((await run(platform, listPayments, other, {})).total).toBe(0);
  const statement = { agencyId: agencies.commune, fileName: 'x.csv', text: 'x' };
  await expect(run(platform, importStatement, other, statement)).rejects.toMatchObject({ kind: 'denied' });
  await expect(run(platform, getPayment, world.payer, { orderId })).rejects.toMatchObject({ kind: 'denied' });
});

test('what is remitted is cancelled with its reason, which the payer reads; it is not paid any more', async () => {
  const { platform } = world.province;
  const { orderId } = await world.owed();
  await run(platform, cancelPayment, clerk, { orderId, reason: 'Hộ nghèo, được miễn' });
  const { order } = await run(platform, getMyPayment, world.payer, { orderId });
  expect(order.events.at(-1)).toMatchObject({ kind: 'cancelled', text: 'Hộ nghèo, được miễn', actorName: '' });
  await expect(world.begun(orderId)).rejects.toMatchObject({ code: 'payments.not_to_be_paid' });
});

test('a void receipt keeps its number and another takes the next', async () => {
  const { platform } = world.province;
  const orderId = await paidInCash();
  const before = (await run(platform, getPayment, clerk, { orderId })).order.receipt?.number ?? '';
  await run(platform, voidReceipt, clerk, { orderId, reason: 'Sai tên' });
  const after = (await run(platform, getPayment, clerk, { orderId })).order.receipt?.number ?? '';
  expect(Number(after.slice(0, 7))).toBe(Number(before.slice(0, 7)) + 1);
});

test('the file holds the list that is filtered', async () => {
  const { platform } = world.province;
  const list = await run(platform, listPayments, clerk, { state: 'paid', limit: 1000 });
  const file = await run(platform, exportPayments, clerk, { state: 'paid' });
  expect(file.orderIds.toSorted()).toEqual(list.rows.map((row) => row.id).toSorted());
});

test('a dossier that is withdrawn owes nothing any more', async () => {
  const { platform } = world.province;
  const { dossierId, orderId } = await world.owed();
  await run(platform, withdrawMyDossier, world.payer, { dossierId, reason: 'Đổi ý' });
  expect(await world.stateOf(orderId)).toBe('cancelled');
});
