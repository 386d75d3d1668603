import type { Rect } from './pages.ts';

/** Where a signer's name stands on a page as it is seen, in points from the lower left corner, and what is shown above. */
export type SignatureBlock = {
  page: { width: number; height: number };
  /** The middle of the signer's name. */
  centreX: number;
  /** The upper edge of the signer's name. */
  nameTop: number;
  /** The measures of the signature's image in any unit: its proportions are kept. */
  image?: { width: number; height: number };
  /** The seal's real size; an agency's round seal has 36 mm. */
  sealMm?: number;
};

const pointsPerMm = 72 / 25.4;
const widest = 50 * pointsPerMm;
const highest = 22 * pointsPerMm;
const gap = 2.5 * pointsPerMm;
const pageMargin = 5 * pointsPerMm;

/**
 * The place of the signer's image above his name, and that of the seal, which covers a third of the image on its left side
 * (Decree 30/2020, annex I, part I, II.8).
 */
export function placeAbove(block: SignatureBlock): { signature: Rect; seal: Rect } {
  const { width: imageWidth, height: imageHeight } = block.image ?? { width: widest, height: highest };
  const scale = Math.min(widest / imageWidth, highest / imageHeight);
  const [width, height] = [imageWidth * scale, imageHeight * scale];
  const middleY = block.nameTop + gap + highest / 2;
  const signature = within(block.page, { x: block.centreX - width / 2, y: middleY - height / 2, width, height });
  return { signature, seal: sealOver(signature, block) };
}

/** The place of a seal that covers a third of a signature's image on its left side. */
export function sealOver(signature: Rect, { page, sealMm = 36 }: Pick<SignatureBlock, 'page' | 'sealMm'>): Rect {
  const side = sealMm * pointsPerMm;
  return within(page, {
    x: signature.x + signature.width / 3 - side,
    y: signature.y + signature.height / 2 - side / 2,
    width: side,
    height: side,
  });
}

/** Moved so that it lies on the page. */
function within(page: { width: number; height: number }, { x, y, width, height }: Rect): Rect {
  const inside = (from: number, length: number, whole: number): number =>
    Math.max(Math.min(from, whole - pageMargin - length), pageMargin);
  return { x: inside(x, width, page.width), y: inside(y, height, page.height), width, height };
}
