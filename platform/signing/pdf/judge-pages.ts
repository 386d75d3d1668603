import type { Judgement } from './judgement.ts';
import { explainIfOnlyAt, note } from './judgement.ts';
import type { PdfFile } from './open-pdf.ts';
import { findArray, findName } from './open-pdf.ts';
import type { Page } from './pages.ts';
import { pagesOf } from './pages.ts';
import type { PdfValue } from './values.ts';
import { changedKeys, entryOf, isKind, isSame } from './values.ts';

/** Judges what happened to the pages: only the widgets of new signature fields may come onto them, each once. */
export function judgePages(judgement: Judgement, widgets: ReadonlySet<number>): void {
  const { signed, final } = judgement.comparison;
  const [before, after] = [pagesOf(signed), pagesOf(final)];
  const isSameOrder =
    before.length === after.length && before.every((page, i) => isSame(page.ref, after[i]?.ref ?? null));
  if (!isSameOrder) {
    note(judgement, 'content', 'các trang được thêm, bớt hoặc đổi chỗ', final.catalogRef.number);
    return;
  }
  const left = new Set(widgets);
  before.forEach((page, i) => {
    const now = after[i];
    if (now !== undefined) judgePage(judgement, { page, now, number: i + 1 }, left);
  });
}

type Pair = { page: Page; now: Page; number: number };

function judgePage(judgement: Judgement, { page, now, number }: Pair, widgets: Set<number>): void {
  const { comparison, explained } = judgement;
  const refuse = (what: string): void => note(judgement, 'content', `trang ${number}: ${what}`, now.ref.number);
  const keys = changedKeys(page.dict, now.dict).filter((key) => key !== 'Annots');
  if (keys.length > 0) refuse(`${keys.map((key) => partNames[key] ?? `/${key.slice(0, 40)}`).join(', ')} đã đổi`);
  if (comparison.changed.has(page.ref.number)) explained.add(page.ref.number);
  const list = entryOf(page.dict, 'Annots');
  if (isKind(list, 'ref')) explainIfOnlyAt(judgement, list.number, [`${page.ref.number}:Annots`]);
  const [before, after] = [annotationsOf(comparison.signed, page), annotationsOf(comparison.final, now)];
  if (!before.every((annotation, i) => isSame(annotation, after[i] ?? null))) refuse('chú thích bị bỏ hoặc đổi chỗ');
  for (const annotation of after.slice(before.length)) {
    // Taken once: a widget on several pages would draw on all of them.
    if (isKind(annotation, 'ref') && widgets.delete(annotation.number)) continue;
    refuse(`thêm ${describe(comparison.final, annotation)}`);
  }
}

const partNames: Readonly<Record<string, string>> = {
  Contents: 'nội dung',
  Resources: 'phông chữ, hình ảnh',
  MediaBox: 'khổ trang',
  CropBox: 'khổ trang',
  Rotate: 'chiều trang',
};

function annotationsOf(file: PdfFile, page: Page): readonly PdfValue[] {
  return findArray(file, page.dict, 'Annots')?.items ?? [];
}

function describe(file: PdfFile, annotation: PdfValue): string {
  const dict = file.resolve(annotation);
  const kind = isKind(dict, 'dict') ? findName(file, dict, 'Subtype') : null;
  return kind === null ? 'chú thích' : `chú thích ${kind.slice(0, 40)}`;
}
