import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Appearance } from './draw-appearance.ts';
import { placeAbove } from './place-above.ts';
import { preparePdf } from './prepare-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { isOverlapping } from './pages.ts';
import { PdfRefused } from './pdf-refused.ts';
import { drawnPng, sampleSeal, sampleSignature } from './sample-images.ts';
import { sampleObjects, tablePdf } from './sample-pdf-files.ts';
import { shownSignatures } from './shown-signatures.ts';
import { pngSizeOf } from './typeset-appearance.ts';

const folder = mkdtempSync(join(tmpdir(), 'cuaso-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-11-27T07:05:09Z');
const said = { now, signerName: 'Nguyễn Thị Thử Ký', reason: '', location: '' };
const shown = (bytes: Buffer, appearance: Appearance): Buffer => preparePdf(bytes, { ...said, appearance }).bytes;
const turned = (degrees: number, box = ''): Buffer =>
  tablePdf({ ...sampleObjects, 3: (sampleObjects[3] ?? '').replace('/Contents', `/Rotate ${degrees}${box}/Contents`) });

type Picture = { width: number; height: number; at: (x: number, y: number) => readonly [number, number, number] };

/** The first page as a viewer draws it, 72 dots an inch. */
function picture(bytes: Buffer): Picture {
  const path = join(folder, 'a.pdf');
  writeFileSync(path, bytes);
  execFileSync('pdftoppm', ['-r', '72', '-f', '1', '-singlefile', path, join(folder, 'a')], { stdio: 'ignore' });
  const image = readFileSync(join(folder, 'a.ppm'));
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 40));
  const [width, height, start] = [Number(head?.[1]), Number(head?.[2]), head?.[0].length ?? 0];
  const at: Picture['at'] = (x, y) => {
    const i = start + 3 * ((height - 1 - Math.round(y)) * width + Math.round(x));
    return [image[i] ?? 0, image[i + 1] ?? 0, image[i + 2] ?? 0];
  };
  return { width, height, at };
}

/** The box around all points of a colour, in points from the lower left. */
function boundsOf({ width, height, at }: Picture, isMeant: (red: number, green: number, blue: number) => boolean) {
  const box = { left: width, right: 0, low: height, high: 0 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isMeant(...at(x, y))) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.low = Math.min(box.low, y);
      box.high = Math.max(box.high, y);
    }
  }
  return box;
}

const isRed = (red: number, green: number, blue: number): boolean => red > 150 && green < 90 && blue < 90;
const isBlue = (red: number, green: number, blue: number): boolean => blue > 150 && red < 90 && green < 110;
const isInk = (red: number, green: number, blue: number): boolean => red + green + blue < 300;

describe('what a viewer shows', () => {
  test('the red seal, 36 mm wide, covers the left third of the blue signature', () => {
    const image = sampleSignature();
    const places = placeAbove({
      page: { width: 595, height: 842 },
      centreX: 425,
      nameTop: 200,
      image: pngSizeOf(image),
    });
    const signed = shown(tablePdf(), { kind: 'person', image, page: 1, rect: places.signature });
    const both = picture(shown(signed, { kind: 'organisation', image: sampleSeal(), page: 1, rect: places.seal }));
    const [red, blue] = [boundsOf(both, isRed), boundsOf(picture(signed), isBlue)];
    expect(Math.abs(red.right - red.left - 36 * (72 / 25.4))).toBeLessThan(3);
    expect(Math.abs((red.right - blue.left) / (blue.right - blue.left) - 1 / 3)).toBeLessThan(0.03);
    expect(red.low).toBeLessThan(blue.low);
    expect(red.high).toBeGreaterThan(blue.high);
    expect(boundsOf(both, isBlue).right).toBe(blue.right);
  });

  test.each([0, 90, 180, 270])(
    'on a page turned by %d the corner is the one that is seen, and is read upright',
    (degrees) => {
      const lines = ['Ký bởi: Ủy ban nhân dân xã Thử Nghiệm', 'Thời gian ký: 27/11/2026 14:05:09 +07:00'];
      const bytes = shown(turned(degrees), { kind: 'text_corner', lines });
      const page = picture(bytes);
      expect([page.width, page.height]).toEqual(degrees % 180 === 0 ? [595, 842] : [842, 595]);
      const corner = {
        ...page,
        at: (x: number, y: number) =>
          y > page.height - 45 && x > page.width - 300 ? page.at(x, y) : ([255, 255, 255] as const),
      };
      const ink = boundsOf(corner, isInk);
      expect(page.width - ink.right).toBeGreaterThan(20);
      expect(page.width - ink.right).toBeLessThan(35);
      expect(page.height - ink.high).toBeGreaterThan(10);
      expect(page.height - ink.high).toBeLessThan(25);
      expect(ink.right - ink.left).toBeGreaterThan(4 * (ink.high - ink.low));
    },
  );

  test.each([0, 90, 180, 270])('on a page turned by %d signatures are found where they were put', (degrees) => {
    const bytes = turned(degrees, '/CropBox[50 60 550 800]');
    const rect = { x: 40, y: 50, width: 120, height: 60 };
    const signed = openPdf(shown(bytes, { kind: 'person', image: sampleSignature(), page: 1, rect }));
    expect(shownSignatures(signed)).toEqual([{ fieldName: 'ChuKy', page: 1, rect }]);
  });

  test('several texts in the corner stand beside each other', () => {
    let bytes = tablePdf();
    for (let i = 0; i < 5; i += 1)
      bytes = shown(bytes, { kind: 'text_corner', lines: [`Ký bởi: Người ký số ${i}`, 'lúc 14 giờ'] });
    const places = shownSignatures(openPdf(bytes)).map(({ rect }) => rect);
    expect(places).toHaveLength(5);
    const pairs = places.flatMap((one, i) => places.slice(i + 1).map((other) => isOverlapping(one, other)));
    expect(pairs).not.toContain(true);
    expect(places.every(({ x, y }) => x > 0 && y > 700)).toBe(true);
  });

  test('only the part of a page that is seen counts', () => {
    const seal = drawnPng({ width: 10, height: 10 }, [208, 0, 0], () => true);
    const rect = { x: 50, y: 60, width: 40, height: 40 };
    const cropped = picture(
      shown(turned(90, '/CropBox[100 200 400 700]'), { kind: 'organisation', image: seal, page: -1, rect }),
    );
    const whole = picture(shown(turned(0), { kind: 'organisation', image: seal, page: 1, rect }));
    expect(boundsOf(whole, isRed)).toEqual({ left: 50, right: 89, low: 60, high: 99 });
    expect(cropped.width).toBe(842);
  });

  test('two images of the same size are not mixed up', () => {
    const rect = { x: 50, y: 60, width: 40, height: 40 };
    const draw = (colour: [number, number, number]) => {
      const image = drawnPng({ width: 10, height: 10 }, colour, () => true);
      return picture(shown(tablePdf(), { kind: 'person', image, page: 1, rect })).at(70, 80);
    };
    expect([draw([208, 0, 0]), draw([0, 0, 208]), draw([208, 0, 0])].map(([red]) => red > 128)).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('what is not shown', () => {
  const image = sampleSeal();
  const rect = { x: 10, y: 10, width: 20, height: 20 };
  test.each<[string, Appearance]>([
    ['image_unusable', { kind: 'person', image: Buffer.from('GIF89a'), page: 1, rect }],
    ['image_unusable', { kind: 'person', image: image.subarray(0, 60), page: 1, rect }],
    ['image_unusable', { kind: 'person', image, page: 1, rect: { ...rect, width: Number.NaN } }],
    ['no_such_page', { kind: 'person', image, page: 2, rect }],
    ['no_such_page', { kind: 'person', image, page: 0, rect }],
    ['no_such_page', { kind: 'person', image, page: -2, rect }],
  ])('%s', (reason, appearance) => {
    expect(() => shown(tablePdf(), appearance)).toThrow(PdfRefused);
    expect(() => shown(tablePdf(), appearance)).toThrow(reason);
  });
});
