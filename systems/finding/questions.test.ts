import { anonymous } from '@cuaso/platform/identity/actor.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import { getQuestionDraft } from './get-question-draft.ts';
import { listQuestionDrafts } from './list-question-drafts.ts';
import { listQuestions } from './list-questions.ts';
import { loadGuide } from './load-guide.ts';
import { publishQuestion } from './publish-question.ts';
import type { QuestionContent } from './question-content.ts';
import { saveQuestion } from './save-question.ts';
import { withdrawQuestion } from './withdraw-question.ts';

let province: SmallProvince;
let controller: Official;
let clerk: Official;
beforeAll(async () => {
  province = await openProvince();
  const found = await sql<{ id: string }>`select id from directory.agency where kind = 'province_committee'`.execute(
    province.db,
  );
  controller = await province.official(found.rows[0]?.id ?? '', 'procedure_controller');
  clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
}, 60_000);
afterAll(() => province.close());

const content: QuestionContent = {
  topic: 'filing',
  procedureCode: null,
  position: 10,
  question: 'Cần mang theo mấy tấm ảnh thẻ?',
  answer: 'Hai tấm, cỡ 3x4.',
};
const save = (changes: Partial<QuestionContent> = {}, from: { id?: string; seq: number } = { seq: 0 }) =>
  run(province.platform, saveQuestion, clerk, { ...from, content: { ...content, ...changes } });
const shown = async (input: { q?: string; procedureCode?: string } = {}) =>
  (await run(province.platform, listQuestions, anonymous, input)).rows.map((row) => row.question);

test('a question is seen by people once it is published, and no more once it is withdrawn', async () => {
  const saved = await save();
  expect(await shown()).not.toContain(content.question);
  await run(province.platform, publishQuestion, controller, saved);
  expect(await shown()).toContain(content.question);
  expect(await shown({ q: 'anh the' })).toEqual([content.question]);
  await run(province.platform, withdrawQuestion, controller, { id: saved.id });
  expect(await shown({ q: 'anh the' })).toEqual([]);
  await expect(run(province.platform, withdrawQuestion, controller, { id: saved.id })).rejects.toMatchObject({
    kind: 'not_found',
  });
});

test('a change waits beside what is published until it is published too', async () => {
  const question = 'Giờ làm việc của Bộ phận Một cửa?';
  const first = await save({ question, answer: 'Từ 7 giờ.' });
  await run(province.platform, publishQuestion, controller, first);
  const second = await save({ question, answer: 'Từ 7 giờ 30.' }, first);
  const read = async () =>
    (await run(province.platform, listQuestions, anonymous, { q: 'gio lam viec' })).rows[0]?.answer;
  expect(await read()).toBe('Từ 7 giờ.');
  const { rows } = await run(province.platform, listQuestionDrafts, clerk, { q: 'gio lam' });
  expect(rows.map((row) => row.state)).toEqual(['changed']);
  const draft = await run(province.platform, getQuestionDraft, clerk, { id: first.id });
  expect([draft.content.answer, draft.published?.answer]).toEqual(['Từ 7 giờ 30.', 'Từ 7 giờ.']);
  await expect(run(province.platform, publishQuestion, controller, first)).rejects.toMatchObject({ kind: 'conflict' });
  await run(province.platform, publishQuestion, controller, second);
  expect(await read()).toBe('Từ 7 giờ 30.');
});

test('a question of a procedure stands with it, and its code must be real', async () => {
  const saved = await save({ topic: 'procedure', procedureCode: known.birth, question: 'Trẻ sinh ở nhà thì sao?' });
  await run(province.platform, publishQuestion, controller, saved);
  expect(await shown({ procedureCode: known.birth })).toEqual(['Trẻ sinh ở nhà thì sao?']);
  expect(await shown({ procedureCode: known.copies })).toEqual([]);
  await expect(save({ topic: 'procedure', procedureCode: '1.999999' })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(save({ topic: 'procedure', procedureCode: null })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(save({ topic: 'filing', procedureCode: known.birth })).rejects.toMatchObject({ kind: 'invalid' });
});

test('two who change the same question do not overwrite each other', async () => {
  const first = await save({ question: 'Ai sửa trước?' });
  const both = await Promise.allSettled([save({ question: 'A' }, first), save({ question: 'B' }, first)]);
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('who answers does not publish, and who is not an officer does neither', async () => {
  const saved = await save({ question: 'Ai được công bố?' });
  await expect(run(province.platform, publishQuestion, clerk, saved)).rejects.toMatchObject({ kind: 'denied' });
  for (const actor of [anonymous, province.citizen()]) {
    await expect(run(province.platform, saveQuestion, actor, { seq: 0, content })).rejects.toBeDefined();
    await expect(run(province.platform, listQuestionDrafts, actor, {})).rejects.toBeDefined();
  }
});

test('text that is too long, empty or full of signs is refused or kept as text', async () => {
  await expect(save({ question: '' })).rejects.toMatchObject({ kind: 'invalid' });
  await expect(save({ answer: 'a'.repeat(6001) })).rejects.toMatchObject({ kind: 'invalid' });
  const saved = await save({ question: '<script>alert(1)</script>', answer: "'; drop table finding.question; --" });
  await run(province.platform, publishQuestion, controller, saved);
  expect(await shown()).toContain('<script>alert(1)</script>');
});

test('the first load is published and happens once', async () => {
  const loader = { kind: 'system', name: 'test' } as const;
  const events = [
    {
      key: 'thu',
      content: {
        audience: 'citizen' as const,
        position: 1,
        title: 'Thử',
        summary: 'Thử nạp.',
        keywords: '',
        groups: [{ title: 'Một', codes: [known.birth] }],
        isShown: true,
      },
    },
  ];
  const questions = [{ ...content, question: 'Nạp lần đầu?' }];
  const given = { events, questions };
  expect(await run(province.platform, loadGuide, loader, given)).toEqual({ events: 1, questions: 1 });
  expect(await shown()).toContain('Nạp lần đầu?');
  await expect(run(province.platform, loadGuide, loader, given)).rejects.toMatchObject({ kind: 'conflict' });
});
