import { formatDate, formatTime } from '@cuaso/kernel/vietnamese.ts';
import { dayOf, offsetMinutes } from '@cuaso/kernel/clock.ts';
import type { Appearance } from '@cuaso/platform/signing/pdf/draw-appearance.ts';
import { openPdf } from '@cuaso/platform/signing/pdf/open-pdf.ts';
import { pagesOf, requirePage, seenSizeOf } from '@cuaso/platform/signing/pdf/pages.ts';
import { placeAbove } from '@cuaso/platform/signing/pdf/place-above.ts';
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
    return { kind: 'text_corner', lines: [`${shownAt.lines.join('; ')}; ${momentText(now)}`] };
  if (image === undefined) return { kind: 'text_corner', lines: [`Ký bởi: ${signerName}`, momentText(now)] };
  const page = seenSizeOf(requirePage(pagesOf(openPdf(bytes)), shownAt.page));
  const { centreX, nameTop } = shownAt;
  const own = role === 'person' ? { image: pngSizeOf(image) } : {};
  const { signature, seal } = placeAbove({ page, centreX, nameTop, ...own });
  return { kind: role, image, page: shownAt.page, rect: role === 'person' ? signature : seal };
}

/** The time of signing as the decree writes it: day, time with seconds, offset by ISO 8601. */
export function momentText(at: Date): string {
  const seconds = String(at.getUTCSeconds()).padStart(2, '0');
  const hours = String(Math.floor(offsetMinutes / 60)).padStart(2, '0');
  return `${formatDate(dayOf(at))} ${formatTime(at)}:${seconds} +${hours}:00`;
}
