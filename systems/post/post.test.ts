import { type Actor, anonymous } from '@cuaso/platform/identity/actor.ts';
import { erased } from '@cuaso/platform/operations/registry.ts';
import { run, runAny } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, home, openPostWorld, type PostWorld } from '../../test/post-world.ts';
import { handOverResult } from '../onestop/hand-over-result.ts';
import { withdrawMyDossier } from '../services/withdraw-my-dossier.ts';
import { cancelMyPost } from './cancel-my-post.ts';
import { correctMyAddress } from './correct-my-address.ts';
import { exportHandOver } from './export-hand-over.ts';
import { getItem } from './get-item.ts';
import { listItems } from './list-items.ts';
import { listOfMyDossier } from './list-of-my-dossier.ts';
import { makeHandOver } from './make-hand-over.ts';
import { printHandOver } from './print-hand-over.ts';
import { recordByHand } from './record-by-hand.ts';
import { recordTracking } from './record-tracking.ts';
import { reportMyLoss } from './report-my-loss.ts';
import { requestMyPost } from './request-my-post.ts';
import { strikeItem } from './strike-item.ts';

let world: PostWorld;
beforeAll(async () => {
  world = await openPostWorld();
}, 60_000);
afterAll(() => world.close());

const at = (operation: Parameters<typeof erased>[0], actor: Actor, input: object) =>
  runAny(world.province.platform, erased(operation), actor, input);

const shownOf = async (dossierId: string) => {
  const { rows } = await run(world.province.platform, listOfMyDossier, world.mine, { dossierId });
  const [first] = rows;
  if (first === undefined) throw new Error('there is none');
  return first;
};
const delivered = { state: 'delivered', receiverName: 'Lê Thị Thử' } as const;

test('an order says the address in words of today and what it costs by the distance', async () => {
  const dossierId = await world.accepted();
  const { itemId } = await world.ordered(dossierId);
  expect(await shownOf(dossierId)).toMatchObject({
    address: expect.stringContaining('12 ấp Phong Thuận, Xã Đạo Thạnh, Thành phố Mỹ Tho'),
    zone: 'near',
    feeVnd: 20_000,
    state: 'requested',
  });
  await at(correctMyAddress, world.mine, { itemId, ...home, divisionCode: '28594' });
  expect(await shownOf(dossierId)).toMatchObject({ zone: 'province', feeVnd: 26_000 });
  expect((await shownOf(dossierId)).events.map((event) => event.kind)).toEqual(['requested', 'address_corrected']);
});

test('asked twice, also at the same moment, it is one order', async () => {
  const dossierId = await world.accepted();
  const input = { dossierId, kind: 'delivery', ...home };
  const answers = await Promise.allSettled([1, 2, 3, 4].map(() => at(requestMyPost, world.mine, input)));
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  expect(await codeOf(at(requestMyPost, world.mine, input))).toBe('post.asked_already');
  const again = { idempotencyKey: 'pick-up-0001' };
  const pickUp = { dossierId, kind: 'pick_up' as const, ...home };
  const { platform } = world.province;
  const first = await run(platform, requestMyPost, world.mine, pickUp, again);
  expect(await run(platform, requestMyPost, world.mine, pickUp, again)).toEqual(first);
});

test('a wrong address is refused beside its field', async () => {
  const dossierId = await world.accepted();
  const order = (wrong: object) =>
    codeOf(at(requestMyPost, world.mine, { dossierId, kind: 'delivery', ...home, ...wrong }));
  expect(await order({ divisionCode: '99999' })).toBe('post.no_such_division');
  expect(await order({ divisionCode: '815' })).not.toContain('not refused');
  for (const wrong of [
    { phone: '12' },
    { line: '' },
    { line: 'x'.repeat(301) },
    { recipientName: '123' },
    { kind: 'balloon' },
  ])
    expect(await order(wrong)).not.toContain('not refused');
});

test('somebody else, nobody and an official of another agency find nothing', async () => {
  const { itemId, dossierId } = await world.ordered(await world.accepted());
  const stranger = world.province.citizen(2);
  const other = await world.province.official(world.province.agencies.otherCommune, 'one_stop_clerk');
  expect((await run(world.province.platform, listOfMyDossier, stranger, { dossierId })).rows).toEqual([]);
  for (const operation of [cancelMyPost, reportMyLoss, correctMyAddress]) {
    const input = { itemId, ...(operation === cancelMyPost ? {} : operation === reportMyLoss ? { text: 'x' } : home) };
    expect(await codeOf(at(operation, stranger, input))).toBe('post.item_not_found');
    expect(await codeOf(at(operation, anonymous, input))).not.toContain('not refused');
  }
  const stranger2 = at(requestMyPost, stranger, { dossierId, kind: 'pick_up', ...home });
  expect(await codeOf(stranger2)).toBe('post.item_not_found');
  expect(await codeOf(at(getItem, other, { itemId }))).toBe('access.not_found');
  expect(await codeOf(at(makeHandOver, other, { itemIds: [itemId] }))).toBe('access.not_found');
  const leader = await world.province.official(world.province.agencies.commune, 'leader');
  expect(await codeOf(at(recordTracking, leader, { itemId, tracking: 'EB123456780VN' }))).toContain('access.');
  const { rows } = await run(world.province.platform, listItems, other, { show: 'all' });
  expect(rows).toEqual([]);
});

test('only a result that is there goes to the post, on lists numbered without gaps', async () => {
  const early = await world.ordered(await world.accepted());
  expect(await codeOf(at(makeHandOver, world.clerk, { itemIds: [early.itemId] }))).toBe('post.not_ready');
  expect(await codeOf(at(makeHandOver, world.clerk, { itemIds: [] }))).toBe('post.nothing_chosen');
  const one = await world.ordered();
  const { platform, db } = world.province;
  const two = await Promise.allSettled(
    [1, 2].map(() => run(platform, makeHandOver, world.clerk, { itemIds: [one.itemId] })),
  );
  expect(two.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  await world.given();
  const numbers = await sql<{ number: number }>`select number from post.hand_over order by number`.execute(db);
  expect(numbers.rows.map((row) => row.number)).toEqual(numbers.rows.map((_, index) => index + 1));
});

test('once the post has it, it is neither cancelled nor sent elsewhere, and the counter does not give it out', async () => {
  const { itemId, dossierId } = await world.given();
  expect(await codeOf(at(cancelMyPost, world.mine, { itemId }))).toBe('post.already_given');
  expect(await codeOf(at(correctMyAddress, world.mine, { itemId, ...home }))).toBe('post.already_given');
  const byHand = at(handOverResult, world.clerk, { dossierId, receiver: 'Lê Thị Thử' });
  expect(await codeOf(byHand)).toBe('post.with_the_post');
  expect(await world.dossierState(dossierId)).toBe('result_ready');
});

test('a result that is delivered closes the dossier once, with who received it', async () => {
  const { itemId, dossierId } = await world.given();
  expect(await codeOf(at(recordByHand, world.clerk, { itemId, state: 'delivered' }))).toBe('post.no_receiver');
  await Promise.all([1, 2, 3].map(() => at(recordByHand, world.clerk, { itemId, ...delivered })));
  expect(await world.dossierState(dossierId)).toBe('closed');
  const events = await sql<{ data: { way: string; receiver: string } }>`select data from cases.event
    where dossier_id = ${dossierId} and kind = 'handed_over'`.execute(world.province.db);
  expect(events.rows).toEqual([{ data: { kind: undefined, way: 'post', receiver: 'Lê Thị Thử' } }]);
  expect(await codeOf(at(recordByHand, world.clerk, { itemId, state: 'returned', reason: 'x' }))).toBe(
    'post.not_in_this_state',
  );
});

test('papers fetched at home leave the dossier open', async () => {
  const dossierId = await world.accepted();
  const { itemId } = await run(world.province.platform, requestMyPost, world.mine, {
    dossierId,
    kind: 'pick_up',
    ...home,
  });
  await at(makeHandOver, world.clerk, { itemIds: [itemId] });
  await at(recordByHand, world.clerk, { itemId, ...delivered });
  expect(await world.dossierState(dossierId)).toBe('processing');
  const told = await sql`select from notices.notice where subject_id = ${dossierId} and kind = 'post.arrived'`.execute(
    world.province.db,
  );
  expect(told.rows).toHaveLength(1);
});

test('what waits is not sent once the dossier is over', async () => {
  const dossierId = await world.accepted();
  const { itemId } = await world.ordered(dossierId);
  await at(withdrawMyDossier, world.mine, { dossierId, reason: 'Nộp nhầm.' });
  expect(await world.stateOf(itemId)).toBe('cancelled');
  expect(await codeOf(at(requestMyPost, world.mine, { dossierId, kind: 'delivery', ...home }))).toBe(
    'post.dossier_over',
  );
  const one = await world.ordered();
  await at(handOverResult, world.clerk, { dossierId: one.dossierId, receiver: 'Lê Thị Thử' });
  expect(await world.stateOf(one.itemId)).toBe('cancelled');
});

test('what comes back may be ordered again, or fetched at the counter', async () => {
  const { itemId, dossierId } = await world.given();
  await at(recordByHand, world.clerk, { itemId, state: 'returned', reason: 'Không có người nhận.' });
  expect(await world.dossierState(dossierId)).toBe('result_ready');
  const again = await world.ordered(dossierId);
  expect(again.itemId).not.toBe(itemId);
  await at(handOverResult, world.clerk, { dossierId, receiver: 'Lê Thị Thử' });
});

test('an item that the post did not take waits again, and its line stays on the list', async () => {
  const { itemId, handOverId } = await world.given();
  await at(strikeItem, world.clerk, { itemId, reason: 'Bì thư rách.' });
  expect(await world.stateOf(itemId)).toBe('requested');
  const { text } = await run(world.province.platform, exportHandOver, world.clerk, { handOverId });
  expect(text.trim().split('\r\n')).toHaveLength(1);
  const { base64 } = await run(world.province.platform, printHandOver, world.clerk, { handOverId });
  expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  await at(makeHandOver, world.clerk, { itemIds: [itemId] });
  expect(await codeOf(at(recordByHand, world.clerk, { itemId, ...delivered }))).toContain('not refused');
});
