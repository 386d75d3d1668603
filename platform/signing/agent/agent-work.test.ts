import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { markOf, shownText, workAnswer } from './agent-work.ts';
import { html } from './page-html.ts';

const item = (over: object = {}) => ({
  itemId: randomUUID(),
  title: 'Giấy phép',
  detail: 'H01 – Trần Văn A',
  digest: Buffer.alloc(32, 7).toString('base64'),
  ...over,
});
const answerWith = (items: object[]) => ({
  session: {
    id: randomUUID(),
    signerName: 'Nguyễn Thị Thử Ký',
    certificateFingerprint: 'ab'.repeat(32),
    confirmUntil: '2026-11-23T08:00:00.000Z',
    items,
  },
});

test('work is taken only as digests of 32 bytes, a hundred at the most', () => {
  expect(workAnswer.safeParse(answerWith(Array.from({ length: 100 }, () => item()))).success).toBe(true);
  expect(workAnswer.safeParse(answerWith(Array.from({ length: 101 }, () => item()))).success).toBe(false);
  for (const digest of ['', Buffer.alloc(31).toString('base64'), Buffer.alloc(48).toString('base64'), 'x'.repeat(44)])
    expect(workAnswer.safeParse(answerWith([item({ digest })])).success).toBe(false);
  expect(workAnswer.safeParse(answerWith([item({ itemId: '../a' })])).success).toBe(false);
  expect(workAnswer.parse({ session: null }).session).toBeNull();
});

test('a title is shown on one line, without what cannot be seen or turns the text round', () => {
  expect(shownText('Giấy\u202e phép\u0000\n số\u200b 1')).toBe('Giấy  phép  số  1');
  expect(shownText('x'.repeat(500))).toHaveLength(301);
  expect(html`<p title="${'"'}">${'<script>&'}</p>`.html).toBe('<p title="&quot;">&lt;script&gt;&amp;</p>');
});

test('the mark changes with every part of what is shown and signed', () => {
  const answer = answerWith([item()]);
  const work = workAnswer.parse(answer).session;
  const marks = [{ title: 'Khác' }, { detail: 'Khác' }, { digest: Buffer.alloc(32, 8) }, { itemId: 'khac' }].map(
    (over) => (work === null ? '' : markOf({ ...work, items: work.items.map((one) => ({ ...one, ...over })) })),
  );
  const again = workAnswer.parse(answer).session;
  expect(work && again && markOf(work) === markOf(again)).toBe(true);
  expect(new Set([...marks, work && markOf(work), work && markOf({ ...work, id: 'khac' })]).size).toBe(6);
});
