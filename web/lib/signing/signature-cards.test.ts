import { expect, test } from 'vitest';
import { cardOfChecked, cardOfKept, type Checked, needsContent, type SignedDocument } from './signature-cards.ts';

const checked: Checked['signatures'][number] = {
  verdict: 'valid',
  signerName: 'Nguyễn Thị Mai',
  organisation: 'Ủy ban nhân dân xã Tân Mỹ Chánh',
  issuerName: 'Cục Chứng thực số',
  serial: '0A1B',
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2029-01-01T00:00:00Z',
  claimedAt: '2026-03-02T03:05:00Z',
  provenAt: null,
  level: 'B-B',
  levelTitle: 'Cơ bản (chưa có dấu thời gian)',
  algorithm: 'RSA-SHA256',
  findings: [],
  added: ['Thêm một chữ ký'],
};
const kept: SignedDocument['signatures'][number] = {
  role: 'organisation',
  signerName: 'Ủy ban nhân dân xã Tân Mỹ Chánh',
  signerTitle: '',
  claimedAt: '2026-03-02T03:05:00Z',
  provenAt: '2026-03-02T03:05:02Z',
  verdict: 'in_doubt',
  level: 'B-T',
  sentences: ['Chưa kiểm tra được chứng thư có bị thu hồi hay không.'],
};
const textOf = (card: { facts: { term: string; text: string }[] }, term: string) =>
  card.facts.find((fact) => fact.term === term)?.text;

test('a claimed time is called so, and a proven one says what proves it', () => {
  expect(textOf(cardOfChecked(checked), 'Ký lúc')).toBe('10:05 02/03/2026 (theo máy của người ký)');
  expect(textOf(cardOfChecked(checked), 'Dấu thời gian')).toBe('Chưa có');
  expect(textOf(cardOfKept(kept), 'Dấu thời gian')).toBe('Chứng minh đã ký trước 10:05 02/03/2026');
  expect(textOf(cardOfChecked({ ...checked, claimedAt: null }), 'Ký lúc')).toBe('Không ghi');
});

test('a signature without a readable certificate still has a card, without empty lines', () => {
  const nobody = { signerName: '', organisation: '', issuerName: '', serial: '', validFrom: null, validUntil: null };
  const card = cardOfChecked({ ...checked, ...nobody, verdict: 'invalid' });
  expect(card.title).toBe('Không đọc được người ký');
  expect([...card.facts, ...card.technical].filter(({ text }) => text === '')).toEqual([]);
});

test('each reason comes with what to do', () => {
  const finding = { reason: 'revoked', sentence: 'Lúc ký, chứng thư đã bị thu hồi.', detail: 'CN=Mai' };
  const card = cardOfChecked({ ...checked, verdict: 'invalid', findings: [finding, finding] });
  const [reason] = card.reasons;
  expect(textOf({ facts: card.technical }, 'Chi tiết lý do')).toBe('CN=Mai');
  expect(reason?.sentence).toBe(finding.sentence);
  expect(reason?.advice).toContain('ký lại');
  expect(cardOfKept(kept).reasons).toEqual([{ sentence: kept.sentences[0], advice: '' }]);
});

test('a kept signature says whether a person or the agency signed', () => {
  expect(textOf(cardOfKept(kept), 'Loại')).toBe('Chữ ký số của cơ quan (con dấu)');
  expect(textOf(cardOfKept({ ...kept, role: 'person' }), 'Loại')).toBe('Chữ ký của người có thẩm quyền');
});

test('a detached signature that was sent alone needs its file, and nothing else does', () => {
  const finding = { reason: 'not_all_covered', sentence: '', detail: '' };
  const detached = { format: 'cades', signatures: [{ ...checked, findings: [finding] }] } as unknown as Checked;
  expect(needsContent(detached, 'alone')).toBe(true);
  expect(needsContent(detached, 'with_content')).toBe(false);
  expect(needsContent({ ...detached, format: 'pades' }, 'alone')).toBe(false);
  expect(needsContent({ ...detached, signatures: [checked] }, 'alone')).toBe(false);
});
