import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { readAgencies } from '../../agencies/agencies.ts';
import { sealImage } from './seal-image.ts';
import { signatureImage } from './signature-image.ts';

const signature = signatureImage('Nguyễn Văn An');
const seal = sealImage('Sở Tư pháp');

test.each([
  ['a signature', signature, 480, 200],
  ['a seal', seal, 425, 425],
])('%s is a PNG with an alpha channel of its size', (_, png, width, height) => {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  expect(png[25]).toBe(6);
  expect(png.length).toBeLessThan(60_000);
});

test.each([
  ['a signature is blue', signature, [480, 200], [0x1f, 0x3f, 0x9f]],
  ['a seal is red', seal, [425, 425], [0xd8, 0x16, 0x1c]],
] as const)('%s on transparent ground', (_, png, [width, height], ink) => {
  const pixels = pixelsOf(png, width, height);
  const inked = pixels.filter(([, , , alpha]) => alpha === 255);
  const clear = pixels.filter(([, , , alpha]) => alpha === 0);
  expect(inked.length / pixels.length).toBeGreaterThan(0.01);
  expect(clear.length / pixels.length).toBeGreaterThan(0.6);
  for (const [red, green, blue] of inked) expect([red, green, blue]).toEqual(ink);
  expect(pixels[0]).toEqual([0, 0, 0, 0]);
});

test('the same name gives the same signature, another one another', () => {
  expect(signatureImage('Nguyễn Văn An').equals(signature)).toBe(true);
  expect(signatureImage('Trần Thị Bích').equals(signature)).toBe(false);
});

test('the name of every agency finds room in a seal', () => {
  const longest = readAgencies().toSorted((a, b) => b.name.length - a.name.length)[0]?.name ?? '';
  expect(sealImage(longest).equals(sealImage(longest.slice(0, -3)))).toBe(false);
  expect(longest.length).toBeGreaterThan(50);
});

/** Red, green, blue and opacity of every point, as they are stored. */
function pixelsOf(png: Buffer, width: number, height: number): number[][] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}"
 height="${height}" href="data:image/png;base64,${png.toString('base64')}"/></svg>`;
  const { pixels } = new Resvg(svg).render();
  return Array.from({ length: width * height }, (_, i) => [...pixels.subarray(4 * i, 4 * i + 4)]);
}
