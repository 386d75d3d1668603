import type { SigningRefusal } from '@cuaso/platform/signing/signer.ts';
import { refusalSentences } from './in-words.ts';
import { sentenceOf } from './refusals.ts';

const others: Readonly<Record<string, string>> = {
  'cases.not_open_now': 'Hồ sơ đã chuyển sang bước khác.',
  'cases.changed_meanwhile': 'Hồ sơ vừa được người khác cập nhật.',
  'access.not_found': 'Hồ sơ không nằm trong phạm vi của ông/bà.',
  'access.not_allowed': 'Ông/bà không có quyền ký hồ sơ này.',
};

/** Why a document was not signed, in words; nothing for no reason. */
export function sentenceOfRefusal(code: string): string {
  if (code === '') return '';
  const known = refusalSentences[code as SigningRefusal] ?? others[code] ?? sentenceOf(code);
  return known === '' ? 'Chưa ký được, xin mở hồ sơ để xem.' : known;
}
