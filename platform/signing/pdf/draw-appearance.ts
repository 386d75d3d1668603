import type { Update } from './append-update.ts';
import { importFirstPage } from './import-page.ts';
import type { Page, Rect } from './pages.ts';
import { isOverlapping, requirePage, seenSizeOf, toPageSpace } from './pages.ts';
import { PdfRefused } from './pdf-refused.ts';
import { shownSignatures } from './shown-signatures.ts';
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

type Size = { width: number; height: number };

const cornerMargin = { right: 28, top: 14 };
const cornerGap = 8;

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
  const taken = shownSignatures(update.file).filter((one) => one.page === 1);
  const rect = cornerFor(seen, { width, height }, taken);
  return { page, rect: toPageSpace(page, rect), form: ref };
}

/** The top right corner; beside what stands there already, and below where there is no more room. */
function cornerFor(seen: Size, size: Size, taken: readonly { rect: Rect }[]): Rect {
  const corner = { x: seen.width - cornerMargin.right - size.width, y: seen.height - cornerMargin.top - size.height };
  let place: Rect = { ...corner, ...size };
  for (let tries = 0; tries < 2 * taken.length; tries += 1) {
    const inTheWay = taken.find(({ rect }) => isOverlapping(rect, place))?.rect;
    if (inTheWay === undefined) return place;
    const x = inTheWay.x - cornerGap - size.width;
    const hasRoom = x >= cornerMargin.right;
    place = hasRoom ? { ...place, x } : { ...place, x: corner.x, y: inTheWay.y - cornerGap - size.height };
  }
  return place;
}

/** Hundredths of a point: the same seal gives the same page whatever the sums before. */
function rounded(points: number): number {
  const value = Math.round(points * 100) / 100;
  if (!(value > 0 && value < 5000)) throw new PdfRefused('image_unusable', 'impossible measures');
  return value;
}
