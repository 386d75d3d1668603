import { isFailure } from '@cuaso/kernel/errors.ts';
import { anonymous, type Person } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, fileOnline, resolvedOnline } from '../../test/online-dossiers.ts';
import { openProvince, type SmallProvince } from '../../test/province.ts';
import { decideWords } from './decide-words.ts';
import { getFigures } from './get-figures.ts';
import { getMyRating } from './get-my-rating.ts';
import { getRatingWithCode } from './get-rating-with-code.ts';
import { getSatisfaction } from './get-satisfaction.ts';
import { listPublishedWords } from './list-published-words.ts';
import { listRatings } from './list-ratings.ts';
import { listWords } from './list-words.ts';
import { rateMyDossier } from './rate-my-dossier.ts';
import { rateWithCode } from './rate-with-code.ts';

let province: SmallProvince;
let mine: Person;
let stranger: Person;
beforeAll(async () => {
  province = await openProvince();
  [mine, stranger] = [province.citizen(1), province.citizen(2)];
}, 60_000);
afterAll(() => province.close());

const good = { overall: 'very_satisfied', ease: 'satisfied', timeliness: 'satisfied', attitude: 'satisfied' } as const;
const bad = { ...good, overall: 'not_satisfied', reason: 'Phải đi lại ba lần.' } as const;
const marchAndApril = { from: '2026-03-01', to: '2026-04-30' };

/** What was refused, and what was said of each field. */
async function refused(work: Promise<unknown>) {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isFailure(thrown)) throw new Error('it was not refused', { cause: thrown });
  const fields = (thrown.details['fields'] ?? {}) as Record<string, string>;
  return { kind: thrown.kind, code: thrown.code, fields };
}

const rate = (dossierId: string, rating: object = good, as = mine) =>
  run(province.platform, rateMyDossier, as, { dossierId, ...rating } as never);

test('a dossier is rated once it has a result, and not before', async () => {
  const { dossierId, code, secret } = await fileOnline(province, mine);
  await accept(province, dossierId);
  expect(await refused(rate(dossierId))).toMatchObject({ kind: 'conflict', code: 'ratings.no_result_yet' });
  expect(await run(province.platform, getMyRating, mine, { dossierId })).toMatchObject({
    hasResult: false,
    open: false,
  });
  const early = refused(run(province.platform, rateWithCode, anonymous, { code, secret, ...good }));
  expect((await early).code).toBe('ratings.no_result_yet');
});

test('a rating may be changed for seven days and then stands', async () => {
  const { dossierId } = await resolvedOnline(province, mine);
  const first = await rate(dossierId);
  expect(first).toMatchObject({ open: true, given: { overall: 'very_satisfied', words: '' } });
  const start = province.clock.now();
  province.clock.moveBy(6 * 86_400_000);
  expect(await rate(dossierId, bad)).toMatchObject({
    ratedAt: first.ratedAt,
    given: { reason: 'Phải đi lại ba lần.' },
  });
  province.clock.moveBy(2 * 86_400_000);
  expect(await refused(rate(dossierId))).toMatchObject({ kind: 'conflict', code: 'ratings.not_changeable' });
  expect(await run(province.platform, getMyRating, mine, { dossierId })).toMatchObject({ open: false });
  province.clock.moveTo(start);
});

test('each question needs an answer of the three, and dissatisfaction its reason', async () => {
  const { dossierId } = await resolvedOnline(province, mine);
  expect((await refused(rate(dossierId, { overall: 'satisfied' }))).fields).toMatchObject({
    ease: 'Chưa chọn. Hãy chọn một mức.',
  });
  expect((await refused(rate(dossierId, { ...good, attitude: 'five stars' }))).fields).toHaveProperty('attitude');
  expect((await refused(rate(dossierId, { ...good, timeliness: 'not_satisfied' }))).fields).toHaveProperty('reason');
  expect((await refused(rate(dossierId, { ...good, words: 'a'.repeat(2001) }))).fields).toHaveProperty('words');
  expect((await refused(rate('no id'))).kind).toBe('invalid');
  expect(await run(province.platform, getMyRating, mine, { dossierId })).toMatchObject({ ratedAt: null, open: true });
});

test('only the owner rates with the account; others need the secret of the paper', async () => {
  const { dossierId, code, secret } = await resolvedOnline(province, mine);
  expect(await refused(rate(dossierId, good, stranger))).toMatchObject({ kind: 'not_found' });
  const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
  expect((await refused(run(province.platform, rateMyDossier, clerk, { dossierId, ...good }))).kind).toBe('denied');
  expect((await refused(run(province.platform, rateMyDossier, anonymous, { dossierId, ...good }))).kind).toBe(
    'signed_out',
  );
  const guess = { code, secret: 'AAAAAAAAAAAAAAAA', ...good };
  const wrong = await refused(run(province.platform, rateWithCode, anonymous, guess));
  const unknown = { ...guess, code: code.replace(/\d{4}$/, '9999') };
  expect(await refused(run(province.platform, rateWithCode, anonymous, unknown))).toEqual(wrong);
  expect((await run(province.platform, rateWithCode, anonymous, { code, secret, ...bad })).given).toMatchObject(bad);
});

test("the owner's word takes the place of one given with the paper, and not the other way round", async () => {
  const { dossierId, code, secret } = await resolvedOnline(province, mine);
  await run(province.platform, rateWithCode, anonymous, { code, secret, ...bad });
  expect(await run(province.platform, getMyRating, mine, { dossierId })).toMatchObject({ open: true, given: null });
  await rate(dossierId);
  const looked = await run(province.platform, getRatingWithCode, anonymous, { code, secret });
  expect(looked).toMatchObject({ open: false, given: null });
  const back = run(province.platform, rateWithCode, anonymous, { code, secret, ...bad });
  expect((await refused(back)).code).toBe('ratings.not_changeable');
});

test('two ratings sent at the same time are one', async () => {
  const { dossierId } = await resolvedOnline(province, mine);
  await Promise.all([rate(dossierId), rate(dossierId, bad), rate(dossierId, good)]);
  const leader = await province.official(province.agencies.commune, 'leader');
  const { rows } = await run(province.platform, listRatings, leader, marchAndApril);
  expect(rows.filter((row) => row.dossierId === dossierId)).toHaveLength(1);
});

test('officers see the figures and the ratings in their reach, and nobody else does', async () => {
  const { platform, agencies, official } = province;
  const leader = await official(agencies.commune, 'leader');
  const { total, rows } = await run(platform, getFigures, leader, { ...marchAndApril, by: 'agency' });
  expect(rows.map((row) => row.key)).toEqual([agencies.commune]);
  const listed = await run(platform, listRatings, leader, marchAndApril);
  expect(listed.total).toBe(total.rated);
  for (const opinion of ['very_satisfied', 'satisfied', 'not_satisfied'] as const) {
    const part = await run(platform, listRatings, leader, { ...marchAndApril, criterion: 'overall', opinion });
    expect(part.total).toBe(total[`overall_${opinion}`]);
  }
  const byUnit = await run(platform, getFigures, leader, { ...marchAndApril, by: 'unit' });
  expect(byUnit.total).toEqual(total);
  const unitId = byUnit.rows[0]?.key ?? '';
  expect((await run(platform, listRatings, leader, { ...marchAndApril, unitId })).total).toBe(byUnit.rows[0]?.rated);
  const other = await official(agencies.otherCommune, 'leader');
  expect((await run(platform, getFigures, other, marchAndApril)).total.rated).toBe(0);
  expect((await run(platform, listRatings, other, marchAndApril)).rows).toEqual([]);
  const handler = await official(agencies.commune, 'handler');
  expect((await refused(run(platform, listRatings, handler, marchAndApril))).kind).toBe('denied');
  const backwards = { from: '2026-04-01', to: '2026-03-01' };
  expect((await refused(run(platform, getFigures, leader, backwards))).fields).toHaveProperty('to');
});

test('fewer than five ratings are told to nobody', async () => {
  const fresh = await openProvince();
  try {
    const told = () => run(fresh.platform, getSatisfaction, anonymous, {});
    for (let count = 1; count <= 5; count += 1) {
      expect(await told()).toMatchObject({ total: null, rows: [] });
      const { dossierId } = await resolvedOnline(fresh, fresh.citizen(count));
      await run(fresh.platform, rateMyDossier, fresh.citizen(count), { dossierId, ...good });
    }
    expect(await told()).toMatchObject({ total: { rated: 5, overall_very_satisfied: 5 }, rows: [{ rated: 5 }] });
    expect((await run(fresh.platform, getSatisfaction, anonymous, { year: 2025 })).total).toBeNull();
    expect((await run(fresh.platform, getSatisfaction, anonymous, { search: 'khong co' })).rows).toEqual([]);
  } finally {
    await fresh.close();
  }
}, 60_000);

test('what was written is published only after it was read, and without personal data', async () => {
  const { platform, agencies, official } = province;
  const { dossierId } = await resolvedOnline(province, mine);
  const words = `Cô Tám ở một cửa rất tận tình. Tôi là ${mine.name}, gọi 0912 345 678.`;
  await rate(dossierId, { ...good, words });
  const controller = await official(agencies.department, 'procedure_controller');
  const waiting = await run(platform, listWords, controller, {});
  expect(waiting.rows.map((row) => row.words)).toContain(words);
  expect((await run(platform, listPublishedWords, anonymous, {})).rows).toEqual([]);
  const decide = (publishedWords: string) =>
    run(platform, decideWords, controller, { dossierId, decision: 'publish', words, publishedWords });
  expect((await refused(decide(words))).fields['publishedWords']).toContain('0912 345 678');
  expect((await refused(decide(`Tôi là ${mine.name}.`))).fields['publishedWords']).toContain('họ tên');
  expect((await refused(decide(''))).fields).toHaveProperty('publishedWords');
  const stale = { dossierId, decision: 'publish' as const, words: 'bản cũ', publishedWords: 'x' };
  expect((await refused(run(platform, decideWords, controller, stale))).code).toBe('ratings.words_changed');
  await decide('Nhân viên một cửa rất tận tình.');
  const published = await run(platform, listPublishedWords, anonymous, {});
  expect(published.rows.map((row) => row.text)).toEqual(['Nhân viên một cửa rất tận tình.']);
  expect(JSON.stringify(published)).not.toContain(mine.name);
  expect((await refused(decide('lần nữa'))).code).toBe('ratings.words_changed');
  // Other words go back to be read.
  await rate(dossierId, { ...good, words: 'Đổi ý.' });
  expect((await run(platform, listPublishedWords, anonymous, {})).rows).toEqual([]);
  const leader = await official(agencies.commune, 'leader');
  const byLeader = { dossierId, decision: 'withhold' as const, words: 'Đổi ý.', reason: 'Không muốn.' };
  expect((await refused(run(platform, decideWords, leader, byLeader))).kind).toBe('denied');
  const silent = { ...byLeader, reason: '' };
  expect((await refused(run(platform, decideWords, controller, silent))).fields).toHaveProperty('reason');
});
