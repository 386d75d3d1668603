import type { Update } from './append-update.ts';
import { importFirstPage } from './import-page.ts';
import type { Page, Rect } from './pages.ts';
import { requirePage, seenSizeOf, toPageSpace } from './pages.ts';
import { PdfRefused } from './pdf-refused.ts';
import { typesetCorner, typesetImage } from './typeset-appearance.ts';
import type { PdfRef } from './values.ts';

/**
 * How a signature shows (Decree 30/2020, annex I): the blue image of a person's, the red seal of an organisation's, or lines
 * in the top right corner of the first page. Pages count from 1, -1 is the last; rectangles are those of the page as it is seen.
 */
export type Appearance =
  | { kind: 'person' | 'organisation'; image: Buffer; page: number; rect: Rect }
  | { kind: 'text_corner'; lines: readonly string[] };

/** A drawn appearance: on which page, where in the page's own space, and the form that is shown there. */
export type Drawn = { page: Page; rect: Rect; form: PdfRef };

const cornerMargin = { right: 28, top: 14 };

/** Adds the form of an appearance to an update. */
export function drawAppearance(update: Update, pages: readonly Page[], appearance: Appearance): Drawn {
  const page = requirePage(pages, appearance.kind === 'text_corner' ? 1 : appearance.page);
  if (appearance.kind === 'text_corner') return drawCorner(update, page, appearance.lines);
  const { rect, image } = appearance;
  const size = { width: rounded(rect.width), height: rounded(rect.height) };
  const { ref } = importFirstPage(typesetImage(image, size), update, page.rotation);
  return { page, rect: toPageSpace(page, { ...rect, ...size }), form: ref };
}

function drawCorner(update: Update, page: Page, lines: readonly string[]): Drawn {
  const seen = seenSizeOf(page);
  const widest = Math.max(seen.width - 2 * cornerMargin.right, 50);
  const { ref, width, height } = importFirstPage(typesetCorner(lines, widest), update, page.rotation);
  const rect = {
    x: seen.width - cornerMargin.right - width,
    y: seen.height - cornerMargin.top - height,
    width,
    height,
  };
  return { page, rect: toPageSpace(page, rect), form: ref };
}

/** Hundredths of a point: the same seal gives the same page whatever the sums before. */
function rounded(points: number): number {
  const value = Math.round(points * 100) / 100;
  if (!(value > 0 && value < 5000)) throw new PdfRefused('image_unusable', 'impossible measures');
  return value;
}
