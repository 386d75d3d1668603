import { damaged, pdfLimits, tooComplex } from './bad-pdf.ts';
import type { PdfFile } from './open-pdf.ts';
import { findArray, findName, findNumbers } from './open-pdf.ts';
import { PdfRefused } from './pdf-refused.ts';
import type { PdfDict, PdfRef } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** A rectangle in points from the lower left corner: of the page's own space, or of the page as it is seen. */
export type Rect = { x: number; y: number; width: number; height: number };

/** A page: its object, and what shows of it. */
export type Page = {
  ref: PdfRef;
  dict: PdfDict;
  /** The part of the page's space that is seen. */
  box: Rect;
  /** By how much it is turned clockwise when it is shown. */
  rotation: 0 | 90 | 180 | 270;
};

type Inherited = { mediaBox: number[] | null; cropBox: number[] | null; rotation: number };

const known = new WeakMap<PdfFile, readonly Page[]>();

/** The pages of a file in their order; each node of the tree may be in it once. */
export function pagesOf(file: PdfFile): readonly Page[] {
  const pages = known.get(file) ?? readPages(file);
  known.set(file, pages);
  return pages;
}

function readPages(file: PdfFile): Page[] {
  const root = entryOf(file.catalog, 'Pages');
  if (!isKind(root, 'ref')) damaged('no page tree');
  const pages: Page[] = [];
  const seen = new Set<number>();
  visit(file, root, { mediaBox: null, cropBox: null, rotation: 0 }, 0, { pages, seen });
  return pages;
}

function visit(
  file: PdfFile,
  ref: PdfRef,
  above: Inherited,
  depth: number,
  found: { pages: Page[]; seen: Set<number> },
): void {
  if (depth > pdfLimits.depth || found.pages.length >= pdfLimits.pages) tooComplex('too many pages');
  if (found.seen.has(ref.number)) damaged(`page ${ref.number} is twice in the page tree`);
  found.seen.add(ref.number);
  const dict = file.resolve(ref);
  if (!isKind(dict, 'dict')) damaged(`page ${ref.number} is missing`);
  const rotation = file.resolve(entryOf(dict, 'Rotate'));
  const own: Inherited = {
    mediaBox: findNumbers(file, dict, 'MediaBox') ?? above.mediaBox,
    cropBox: findNumbers(file, dict, 'CropBox') ?? above.cropBox,
    rotation: typeof rotation === 'number' ? rotation : above.rotation,
  };
  const kids = findArray(file, dict, 'Kids');
  if (kids === null || findName(file, dict, 'Type') === 'Page') {
    found.pages.push({ ref, dict, box: seenBox(own), rotation: quarterTurns(own.rotation) });
    return;
  }
  for (const kid of kids.items) {
    if (!isKind(kid, 'ref')) damaged('a page that is no object of its own');
    visit(file, kid, own, depth + 1, found);
  }
}

/** The page of a number: they count from 1, and -1 is the last. */
export function requirePage(pages: readonly Page[], number: number): Page {
  const page = Number.isInteger(number) ? pages.at(number > 0 ? number - 1 : number) : undefined;
  if (page === undefined || number === 0) throw new PdfRefused('no_such_page', String(number));
  return page;
}

/** The crop box as far as it lies in the media box; A4 where a page says nothing. */
function seenBox({ mediaBox, cropBox }: Inherited): Rect {
  const media = rectOf(mediaBox) ?? { x: 0, y: 0, width: 595.28, height: 841.89 };
  const crop = rectOf(cropBox);
  if (crop === null) return media;
  const [x, y] = [Math.max(media.x, crop.x), Math.max(media.y, crop.y)];
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x;
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : media;
}

/** A rectangle of two opposite corners; null where it is none, or empty. */
export function rectOf(numbers: readonly number[] | null): Rect | null {
  if (numbers?.length !== 4 || !numbers.every((n) => Math.abs(n) < 1e7)) return null;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  return width > 0 && height > 0 ? { x: Math.min(x1, x2), y: Math.min(y1, y2), width, height } : null;
}

function quarterTurns(rotation: number): Page['rotation'] {
  const turned = ((rotation % 360) + 360) % 360;
  return turned === 90 || turned === 180 || turned === 270 ? turned : 0;
}

/** The measures of a page as it is seen, in points. */
export function seenSizeOf({ box, rotation }: Page): { width: number; height: number } {
  const isSideways = rotation === 90 || rotation === 270;
  return isSideways ? { width: box.height, height: box.width } : { width: box.width, height: box.height };
}

/** A rectangle of the page as it is seen, in the page's own space. */
export function toPageSpace({ box, rotation }: Page, seen: Rect): Rect {
  const { x, y, width, height } = seen;
  if (rotation === 90) return { x: box.x + box.width - y - height, y: box.y + x, width: height, height: width };
  if (rotation === 180) {
    return { x: box.x + box.width - x - width, y: box.y + box.height - y - height, width, height };
  }
  if (rotation === 270) return { x: box.x + y, y: box.y + box.height - x - width, width: height, height: width };
  return { x: box.x + x, y: box.y + y, width, height };
}

/** A rectangle of the page's own space on the page as it is seen. */
export function toSeenSpace({ box, rotation }: Page, own: Rect): Rect {
  const { x, y, width, height } = own;
  const [left, low] = [x - box.x, y - box.y];
  const [right, high] = [box.width - left - width, box.height - low - height];
  if (rotation === 90) return { x: low, y: right, width: height, height: width };
  if (rotation === 180) return { x: right, y: high, width, height };
  if (rotation === 270) return { x: high, y: left, width: height, height: width };
  return { x: left, y: low, width, height };
}

/** Whether two rectangles have more than an edge in common. */
export function isOverlapping(one: Rect, other: Rect): boolean {
  const isBeside = one.x >= other.x + other.width || other.x >= one.x + one.width;
  return !isBeside && one.y < other.y + other.height && other.y < one.y + one.height;
}
