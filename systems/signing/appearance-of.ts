import type { Appearance } from '@cuaso/platform/signing/pdf/draw-appearance.ts';
import { openPdf } from '@cuaso/platform/signing/pdf/open-pdf.ts';
import { pagesOf, type Rect, requirePage, seenSizeOf } from '@cuaso/platform/signing/pdf/pages.ts';
import { cornerTimeOf } from '@cuaso/platform/signing/pdf/pdf-date.ts';
import { placeAbove, sealOver } from '@cuaso/platform/signing/pdf/place-above.ts';
import { shownSignatures } from '@cuaso/platform/signing/pdf/shown-signatures.ts';
import { pngSizeOf } from '@cuaso/platform/signing/pdf/typeset-appearance.ts';
import type { SigningRole, ToSign } from '@cuaso/platform/signing/purpose.ts';

/** How a signature looks: who signs as what, with which image, when. */
export type Look = { role: SigningRole; image: Buffer | undefined; signerName: string; now: Date };

/**
 * The appearance that Decree 30/2020 (annex I) asks for: a person's blue image above his name, the agency's red seal over its left
 * third, or, on forms and where no image is at hand, text in the top right corner of the first page.
 */
export function appearanceOf(toSign: ToSign, { role, image, signerName, now }: Look): Appearance {
  const { shownAt, bytes } = toSign;
  if (shownAt.kind === 'text_corner')
    return { kind: 'text_corner', lines: [`${shownAt.lines.join('; ')}; ${cornerTimeOf(now)}`] };
  if (image === undefined) return { kind: 'text_corner', lines: [`Ký bởi: ${signerName}`, cornerTimeOf(now)] };
  const { centreX, nameTop } = shownAt;
  const file = openPdf(bytes);
  const page = seenSizeOf(requirePage(pagesOf(file), shownAt.page));
  if (role === 'person') {
    const { signature } = placeAbove({ page, centreX, nameTop, image: pngSizeOf(image) });
    return { kind: role, image, page: shownAt.page, rect: signature };
  }
  // The leader may have signed without an image, in the corner; then the seal goes where his image would be.
  const block = placeAbove({ page, centreX, nameTop });
  const person = shownSignatures(file).at(-1)?.rect;
  const isAtName = person !== undefined && overlaps(person, block.signature);
  return { kind: role, image, page: shownAt.page, rect: isAtName ? sealOver(person, { page }) : block.seal };
}

function overlaps(one: Rect, other: Rect): boolean {
  const within = (a: number, length: number, b: number, span: number) => a < b + span && b < a + length;
  return within(one.x, one.width, other.x, other.width) && within(one.y, one.height, other.y, other.height);
}
