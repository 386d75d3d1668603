import { nfc, withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';

/** A text as search sees it: no tones, lower case, letters and digits only, `ky` and `ki` alike. */
export function folded(text: string): string {
  return withoutDiacritics(text.toWellFormed())
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\.(?!\d)|(?<!\d)\./g, ' ')
    .replace(/\b([bcdghklmnpqrstvx]{1,3}|qu)y\b/g, '$1i')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A word of a query: as it was typed (lower case, NFC), and folded. */
export type TypedWord = { spelled: string; folded: string };

const mostWords = 16;
const longestWord = 40;

/** The words of a query, each once. */
export function typedWordsOf(text: string): TypedWord[] {
  const words = new Map<string, TypedWord>();
  const tokens =
    nfc(text.toWellFormed())
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+(?:\.\p{N}+)*/gu) ?? [];
  for (const spelled of tokens) {
    const plain = folded(spelled);
    if (plain === '' || plain.includes(' ') || plain.length > longestWord) continue;
    if (words.size < mostWords) words.set(`${plain}/${words.has(plain) ? spelled : ''}`, { spelled, folded: plain });
  }
  return [...words.values()];
}
