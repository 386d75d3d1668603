import bwip from 'bwip-js';
import { expect, test } from 'vitest';
import { code128Svg, qrSvg } from './codes.ts';

type Symbol2d = { pixs: number[]; pixx: number };
type Symbol1d = { sbs: number[] };
const symbolOf = (bcid: string, text: string) => (bwip.raw(bcid, text, '') as unknown[])[0];

/** Whether a point is in the drawn shape, by the even-odd rule. */
function isInside(edges: readonly number[][], x: number, y: number): boolean {
  let crossings = 0;
  for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] of edges) {
    if (x1 === x2 && x1 > x && Math.min(y1, y2) < y && y < Math.max(y1, y2)) crossings += 1;
  }
  return crossings % 2 === 1;
}

function edgesOf(path: string): number[][] {
  return path
    .split('M')
    .filter(Boolean)
    .flatMap((part) => {
      const points = [...part.matchAll(/([\d.]+) ([\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]);
      return points.map((point, i) => [...point, ...(points[(i + 1) % points.length] ?? [])]);
    });
}

test('each module of the drawn QR code is that of the text', () => {
  const text = 'https://dichvucong.tiengiang.gov.vn/tra-cuu/000.12.34.H58-261123-0001?k=Zx8_abC-1234defG';
  const svg = qrSvg(text);
  const { pixs, pixx } = symbolOf('qrcode', text) as Symbol2d;
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const edges = edgesOf(/ d="([^"]+)"/.exec(svg)?.[1] ?? '');
  const drawn = pixs.map((_, i) => {
    const [x, y] = [i % pixx, Math.floor(i / pixx)];
    return isInside(edges, ((x + 0.5) * side) / pixx, ((y + 0.5) * side) / pixx) ? 1 : 0;
  });
  expect(drawn).toEqual(pixs);
  expect(pixs).not.toEqual((symbolOf('qrcode', text.replace('?k=Z', '?k=Y')) as Symbol2d).pixs);
});

test('the bars of the drawn Code 128 are those of the dossier code', () => {
  const { sbs } = symbolOf('code128', '000.12.34.H58-261123-0001') as Symbol1d;
  const svg = code128Svg('000.12.34.H58-261123-0001');
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)].flatMap(([, width, path]) =>
    [...(path ?? '').matchAll(/M([\d.]+) /g)].map((match) => ({ middle: Number(match[1]), width: Number(width) })),
  );
  const starts = bars.toSorted((a, b) => a.middle - b.middle).map((bar) => [bar.middle - bar.width / 2, bar.width]);
  let at = 0;
  const expected = sbs.flatMap((width, i) => {
    const bar = i % 2 === 0 ? [[at * 2, width * 2]] : [];
    at += width;
    return bar;
  });
  expect(starts).toEqual(expected);
});
