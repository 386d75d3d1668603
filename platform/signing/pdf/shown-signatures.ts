import type { PdfFile } from './open-pdf.ts';
import { findArray, findNumbers } from './open-pdf.ts';
import type { Rect } from './pages.ts';
import { pagesOf, rectOf, toSeenSpace } from './pages.ts';
import { readSignatures } from './read-signatures.ts';
import { isKind } from './values.ts';

/** Where the signatures of a file show, in the order in which they were made; pages count from 1, as they are seen. */
export function shownSignatures(file: PdfFile): { fieldName: string; page: number; rect: Rect }[] {
  const pages = pagesOf(file);
  return readSignatures(file).flatMap(({ field, fieldName }) =>
    field.widgets.flatMap(({ ref, dict }) => {
      const own = rectOf(findNumbers(file, dict, 'Rect'));
      if (own === null) return [];
      const index = pages.findIndex((page) =>
        findArray(file, page.dict, 'Annots')?.items.some((item) => isKind(item, 'ref') && item.number === ref.number),
      );
      const page = pages[index];
      return page === undefined ? [] : [{ fieldName, page: index + 1, rect: toSeenSpace(page, own) }];
    }),
  );
}
