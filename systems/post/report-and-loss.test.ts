import { samplePdf } from '@cuaso/platform/files/sample-files.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { erased } from '@cuaso/platform/operations/registry.ts';
import { run, runAny } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openPostWorld, type PostWorld } from '../../test/post-world.ts';
import { uploadFile } from '../files/upload-file.ts';
import { handOverResult } from '../onestop/hand-over-result.ts';
import { answerLoss } from './answer-loss.ts';
import { attachProof } from './attach-proof.ts';
import { cancelMyPost } from './cancel-my-post.ts';
import { importReport } from './import-report.ts';
import { listOfMyDossier } from './list-of-my-dossier.ts';
import { listReports } from './list-reports.ts';
import { readMyProof } from './read-my-proof.ts';
import { recordByHand } from './record-by-hand.ts';
import { recordTracking } from './record-tracking.ts';
import { reportMyLoss } from './report-my-loss.ts';
import { setTariff } from './set-tariff.ts';

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

test('a number of the post belongs to one item, also when two desks scan it at once', async () => {
  const [one, two] = [await world.given(), await world.given()];
  const scan = (itemId: string) => at(recordTracking, world.clerk, { itemId, tracking: ' eb 111 222 333 vn' });
  const answers = await Promise.allSettled([scan(one.itemId), scan(two.itemId)]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await codeOf(at(recordTracking, world.clerk, { itemId: one.itemId, tracking: '<b>' }))).not.toContain(
    'not refused',
  );
});

test('a report of the post is taken line by line, what is wrong is told, and again it changes nothing', async () => {
  const [one, two, three] = [await world.given(), await world.given(), await world.given()];
  await at(recordTracking, world.clerk, { itemId: two.itemId, tracking: 'EB900000001VN' });
  world.province.clock.moveBy(3_600_000);
  const text = [
    'ma;trang_thai;thoi_diem;nguoi_nhan;ly_do',
    `${one.code};Đã phát;10/03/2026 9:40;"Lê Thị ""Bé"" Thử";`,
    'EB900000001VN;chuyển hoàn;10/03/2026 09:45;;Không có người nhận',
    `${three.code};đã phát;10/03/2026 09:45;;`,
    `${three.code};đã phát;31/02/2026 09:45;An;`,
    `${three.code};đã phát;10/03/2027 09:45;An;`,
    `${three.code};bay mất;10/03/2026 09:45;An;`,
    'BC22222222;đã phát;10/03/2026 09:45;An;',
    `${three.code};đã phát;09/03/2026 09:45;An;`,
    '',
  ].join('\r\n');
  const input = { agencyId: world.province.agencies.commune, fileName: 'ket-qua.csv', text };
  const { platform } = world.province;
  const first = await run(platform, importReport, world.clerk, input);
  expect(first).toMatchObject({ taken: 2, known: 0, wrong: 6 });
  expect(await world.dossierState(one.dossierId)).toBe('closed');
  expect(await world.stateOf(two.itemId)).toBe('returned');
  const report = await run(platform, listReports, world.clerk, { reportId: first.reportId });
  expect(report.rows[0]?.wrong.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9]);
  expect(await run(platform, importReport, world.clerk, input)).toMatchObject({ taken: 0, known: 2, wrong: 6 });
  expect(await codeOf(at(importReport, world.clerk, { ...input, text: 'a,b\nc,d' }))).toBe('post.report_unreadable');
});

test('proof of delivery is read by the desk and by its applicant, and by nobody else', async () => {
  const { itemId } = await world.given();
  const upload = () =>
    run(world.province.platform, uploadFile, world.clerk, {
      name: 'phieu-phat.pdf',
      base64: samplePdf().toString('base64'),
    });
  const file = await upload();
  expect(await codeOf(at(attachProof, world.clerk, { itemId, fileId: file.id }))).toBe('post.not_delivered');
  await at(recordByHand, world.clerk, { itemId, ...delivered });
  await at(attachProof, world.clerk, { itemId, fileId: file.id });
  const read = await run(world.province.platform, readMyProof, world.mine, { itemId });
  expect(read.mediaType).toBe('application/pdf');
  expect(await codeOf(at(readMyProof, world.province.citizen(2), { itemId }))).toBe('post.item_not_found');
  const other = await world.given();
  await at(recordByHand, world.clerk, { itemId: other.itemId, ...delivered });
  const used = at(attachProof, world.clerk, { itemId: other.itemId, fileId: file.id });
  expect(await codeOf(used)).toBe('post.no_such_file');
});

test('a lost item has one open case with a day to answer by, and its end is seen by both', async () => {
  const { itemId, dossierId } = await world.given();
  const early = await world.ordered(await world.accepted());
  const report = (id: string) => at(reportMyLoss, world.mine, { itemId: id, text: 'Đã hai tuần chưa nhận được.' });
  expect(await codeOf(report(early.itemId))).toBe('post.not_given_yet');
  const answers = await Promise.allSettled([report(itemId), report(itemId)]);
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  expect((await shownOf(dossierId)).losses).toMatchObject([{ reportedBy: 'applicant', dueOn: '2026-05-10' }]);
  const answer = { itemId, outcome: 'issued_again', answer: 'Bưu điện không tìm thấy, sẽ cấp lại.' };
  await at(answerLoss, world.clerk, answer);
  expect(await codeOf(at(answerLoss, world.clerk, answer))).toBe('post.no_loss');
  expect(await shownOf(dossierId)).toMatchObject({ state: 'lost', losses: [{ outcome: 'issued_again' }] });
  await at(handOverResult, world.clerk, { dossierId, receiver: 'Lê Thị Thử' });
});

test('what the post lost and found goes on, unless it was sent again meanwhile', async () => {
  const { itemId, dossierId } = await world.given();
  await at(recordByHand, world.clerk, { itemId, state: 'lost', reason: 'Rơi dọc đường.' });
  expect((await shownOf(dossierId)).losses).toMatchObject([{ reportedBy: 'post', outcome: null }]);
  const again = await world.ordered(dossierId);
  const found = { itemId, outcome: 'found', answer: 'Đã tìm thấy ở bưu cục.' };
  expect(await codeOf(at(answerLoss, world.clerk, found))).toBe('post.asked_already');
  await at(cancelMyPost, world.mine, { itemId: again.itemId });
  await at(cancelMyPost, world.mine, { itemId: again.itemId });
  await at(answerLoss, world.clerk, found);
  expect(await world.stateOf(itemId)).toBe('in_transit');
});

test('a new price begins on its day and does not change what was ordered', async () => {
  const system = { kind: 'system', name: 'test' } as const;
  const price = { kind: 'delivery', zone: 'near', feeVnd: 22_000, validFrom: '2026-04-01' };
  await at(setTariff, system, price);
  expect(await codeOf(at(setTariff, system, price))).toBe('post.tariff_in_past');
  const { dossierId } = await world.ordered();
  expect((await shownOf(dossierId)).feeVnd).toBe(20_000);
  expect(await codeOf(at(setTariff, world.clerk, { ...price, validFrom: '2026-05-01' }))).toContain('access.');
});

test('the applicant is told of the hand-over, of its number, of what came back and what is lost', async () => {
  const told = await sql<{
    kind: string;
  }>`select distinct kind from notices.notice where kind like 'post.%' order by kind`.execute(world.province.db);
  expect(told.rows.map((row) => row.kind)).toEqual(
    expect.arrayContaining(['post.handed_over', 'post.returned', 'post.lost', 'post.loss_answered']),
  );
});
