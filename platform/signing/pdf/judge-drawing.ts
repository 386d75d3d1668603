import { BadPdf } from './bad-pdf.ts';
import type { Field } from './form-fields.ts';
import type { FoundChange } from './judgement.ts';
import type { PdfFile } from './open-pdf.ts';
import { findArray, findNumbers } from './open-pdf.ts';
import type { Page, Rect } from './pages.ts';
import { isOverlapping, pagesOf, rectOf } from './pages.ts';
import { textBoxesOf } from './text-boxes.ts';
import { isKind } from './values.ts';

/**
 * Judges what a change draws over letters that were signed. A seal lies over some of them, and the report says so; a field
 * that is filled in must not, because it would put another text in their place.
 */
export function judgeDrawing(change: FoundChange, signed: PdfFile, final: PdfFile): FoundChange {
  const { field, kind, what } = change;
  if (field === undefined) return change;
  const places = placesOf(field, signed, final);
  if (kind === 'form_field') {
    const hidesText = places.some(({ page, rect }) => isOverText(signed, page, middleOf(rect)) === 'yes');
    return hidesText ? { ...change, kind: 'content', what: `ô biểu mẫu ${what}: đè lên chữ đã ký` } : change;
  }
  const notes = places.map(
    ({ number, page, rect }) => `hiện ở trang ${number}${overText[isOverText(signed, page, rect)]}`,
  );
  return notes.length === 0 ? change : { ...change, what: `${what} (${notes.join('; ')})` };
}

const overText = { yes: ', đè lên chữ', no: '', unknown: ', không xét được có đè lên chữ không' };

type Place = { number: number; page: Page; rect: Rect };

/** Where a field shows: the pages as they were signed. */
function placesOf(field: Field, signed: PdfFile, final: PdfFile): Place[] {
  const widgetPages = widgetPagesOf(final);
  const pages = pagesOf(signed);
  return field.widgets.flatMap(({ ref, dict }) => {
    const index = widgetPages.get(ref.number) ?? -1;
    const [page, rect] = [pages[index], rectOf(findNumbers(final, dict, 'Rect'))];
    return page === undefined || rect === null ? [] : [{ number: index + 1, page, rect }];
  });
}

const known = new WeakMap<PdfFile, Map<number, number>>();

/** On which page each annotation is, by object numbers. */
function widgetPagesOf(file: PdfFile): ReadonlyMap<number, number> {
  const found = known.get(file);
  if (found !== undefined) return found;
  const places = new Map<number, number>();
  pagesOf(file).forEach((page, index) => {
    for (const item of findArray(file, page.dict, 'Annots')?.items ?? []) {
      if (isKind(item, 'ref') && !places.has(item.number)) places.set(item.number, index);
    }
  });
  known.set(file, places);
  return places;
}

/** Without its edge: the lines above and below, and a word right beside, may reach into it. */
function middleOf({ x, y, width, height }: Rect): Rect {
  const edge = Math.min(2, width / 4);
  return { x: x + edge, y: y + height / 4, width: width - 2 * edge, height: height / 2 };
}

function isOverText(file: PdfFile, page: Page, rect: Rect): 'yes' | 'no' | 'unknown' {
  try {
    return textBoxesOf(file, page).some((box) => isOverlapping(box, rect)) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof BadPdf) return 'unknown';
    throw error;
  }
}
