import { expect, test } from 'vitest';
import { placeAbove, sealOver } from './place-above.ts';

const page = { width: 595.28, height: 841.89 };
const mm = 72 / 25.4;

test('the seal has its real size and covers the left third of the image above the name', () => {
  const { signature, seal } = placeAbove({ page, centreX: 425, nameTop: 200, image: { width: 400, height: 200 } });
  expect(signature.x + signature.width / 2).toBeCloseTo(425);
  expect(signature.width / signature.height).toBeCloseTo(2);
  expect(signature.y).toBeGreaterThan(200);
  expect([seal.width, seal.height]).toEqual([36 * mm, 36 * mm]);
  expect(seal.x).toBeLessThan(signature.x);
  expect((seal.x + seal.width - signature.x) / signature.width).toBeCloseTo(1 / 3);
  expect(seal.y + seal.height / 2).toBeCloseTo(signature.y + signature.height / 2);
});

test('other seals have their size', () => {
  expect(placeAbove({ page, centreX: 425, nameTop: 200, sealMm: 30 }).seal.width).toBeCloseTo(30 * mm);
});

test.each([
  [0, 0],
  [2000, 2000],
  [20, 830],
])('a name at the edge (%d, %d) keeps both on the page', (centreX, nameTop) => {
  const { signature, seal } = placeAbove({ page, centreX, nameTop });
  for (const rect of [signature, seal]) {
    expect(Math.min(rect.x, rect.y)).toBeGreaterThanOrEqual(0);
    expect(rect.x + rect.width).toBeLessThanOrEqual(page.width);
    expect(rect.y + rect.height).toBeLessThanOrEqual(page.height);
  }
});

test('a seal is placed over an image that shows already', () => {
  const signature = { x: 300, y: 400, width: 90, height: 30 };
  const seal = sealOver(signature, { page });
  expect(seal.x + seal.width).toBeCloseTo(330);
  expect(seal.y + seal.height / 2).toBeCloseTo(415);
});
