import { describe, expect, test } from 'vitest';
import { BadPdf } from './bad-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { pagesOf } from './pages.ts';
import { sampleObjects, streamBody, tablePdf } from './sample-pdf-files.ts';
import { textBoxesOf } from './text-boxes.ts';

/** The boxes of a page with this content, rounded: x, y, width, height. */
function boxesOf(content: string, more: Readonly<Record<number, string>> = {}): number[][] {
  const file = openPdf(tablePdf({ ...sampleObjects, 4: streamBody(content), ...more }));
  const [page] = pagesOf(file);
  if (page === undefined) throw new Error('no page');
  return textBoxesOf(file, page).map(({ x, y, width, height }) => [x, y, width, height].map(Math.round));
}

const widths = '<</Type/Font/Subtype/TrueType/FirstChar 65/Widths[1000 250]>>';
const wide = '<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</DW 100/W[1[1000] 2 3 500]>>]>>';

describe('where letters stand', () => {
  test.each<[string, string, number[][], Record<number, string>]>([
    ['moved by Td', 'BT /F1 10 Tf 100 200 Td (AB) Tj ET', [[100, 198, 13, 10]], { 5: widths }],
    ['set by Tm', 'BT /F1 10 Tf 2 0 0 2 50 60 Tm (A) Tj ET', [[50, 56, 20, 20]], { 5: widths }],
    [
      'one behind the other',
      'BT /F1 10 Tf 0 0 Td (A) Tj (B) Tj ET',
      [
        [0, -2, 10, 10],
        [10, -2, 3, 10],
      ],
      { 5: widths },
    ],
    ['with gaps', 'BT /F1 10 Tf [(A) -1000 (A)] TJ ET', [[0, -2, 30, 10]], { 5: widths }],
    [
      'on the next line',
      "BT /F1 10 Tf 12 TL 0 100 Td (A) ' T* (A) Tj ET",
      [
        [0, 86, 10, 10],
        [0, 74, 10, 10],
      ],
      { 5: widths },
    ],
    [
      'under TD',
      'BT /F1 10 Tf 0 100 TD 0 -20 TD (A) Tj T* (A) Tj ET',
      [
        [0, 78, 10, 10],
        [0, 58, 10, 10],
      ],
      { 5: widths },
    ],
    [
      'moved by cm, and back',
      'q 1 0 0 1 100 0 cm BT /F1 10 Tf (A) Tj ET Q BT /F1 10 Tf (A) Tj ET',
      [
        [100, -2, 10, 10],
        [0, -2, 10, 10],
      ],
      { 5: widths },
    ],
    ['of a font with two bytes a letter', 'BT /F1 10 Tf <000100020009> Tj ET', [[0, -2, 16, 10]], { 5: wide }],
    ['of a font that says nothing', 'BT /F1 10 Tf (ABCD) Tj ET', [[0, -2, 20, 10]], {}],
    ['behind an inline image', 'BI /W 1 /H 1 ID \x00EI(x EI BT /F1 10 Tf (A) Tj ET', [[0, -2, 10, 10]], { 5: widths }],
    ['not on a dotted line', 'BT /F1 10 Tf (..........) Tj ET', [], {}],
  ])('%s', (_, content, boxes, more) => {
    expect(boxesOf(content, more)).toEqual(boxes);
  });

  test('in a form, moved as the form is', () => {
    const form = streamBody('BT /F1 10 Tf (A) Tj ET', '/Subtype/Form/Matrix[1 0 0 1 5 5]');
    const page = '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>';
    expect(boxesOf('q 2 0 0 2 0 0 cm /X Do Q', { 3: page, 5: widths, 6: form })).toEqual([[10, 6, 20, 20]]);
  });
});

describe('content that is refused', () => {
  test.each([
    [
      'a form in itself',
      '/X Do',
      {
        3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>',
        6: streamBody('/X Do', '/Subtype/Form'),
      },
    ],
    ['endless operands', '1 '.repeat(1000), {}],
    ['too many saved states', 'q '.repeat(1000), {}],
    ['an image without end', 'BI ID abc', {}],
    ['braces', '{1 add}', {}],
  ])('%s', (_, content, more) => {
    expect(() => boxesOf(content, more)).toThrow(BadPdf);
  });
});
