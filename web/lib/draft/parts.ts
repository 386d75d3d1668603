/** The parts of a draft as the editor shows them, one page each. */
export const partTitles = {
  chung: 'Thông tin chung',
  'to-khai': 'Tờ khai',
  'giay-to': 'Giấy tờ',
  'cach-nop': 'Cách nộp, thời hạn, phí',
  'cac-buoc': 'Các bước',
  'ket-qua': 'Kết quả',
} as const;
/** One part of a draft. */
export type Part = keyof typeof partTitles;

/** Whether a word of the address is a part. */
export function isPart(word: string): word is Part {
  return Object.hasOwn(partTitles, word);
}

const partOfList: Readonly<Record<string, Part>> = {
  sections: 'to-khai',
  papers: 'giay-to',
  channels: 'cach-nop',
  steps: 'cac-buoc',
  results: 'ket-qua',
};

/** Where a problem of a draft is mended: its part, and the id of the field there. */
export function placeOf(path: string): { part: Part; fieldId: string } {
  const inside = path.replace(/^(content\.)?(definition\.)?/, '');
  const part = partOfList[inside.split('.')[0] ?? ''] ?? 'chung';
  return { part, fieldId: `f-${inside.replaceAll('.', '-')}` };
}
