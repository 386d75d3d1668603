import { Resvg } from '@resvg/resvg-js';
import { type Random, randomOf } from '../../people/random.ts';

const [width, height] = [480, 200];
const blue = '#1f3f9f';

/** A point of the pen's way; the baseline is y = 0, upwards is positive. */
type Point = { x: number; y: number };

/**
 * A signature as a quick hand writes it, invented from the name alone: a large first letter, a few loops, a stroke back
 * under all of it. Blue on transparent ground, so that a seal put over it stays readable.
 */
export function signatureImage(name: string): Buffer {
  const random = randomOf(`signature/${name}`);
  const strokes = [mainStroke(random), ...marksAbove(random)].map(smooth);
  const placed = fitted(strokes);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<g fill="none" stroke="${blue}" stroke-linecap="round">${placed.map(inked).join('')}</g></svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

/** First letter, loops and flourish, without lifting the pen. */
function mainStroke(random: Random): Point[] {
  const between = betweenOf(random);
  const letter = random.pick(letters).map(({ x, y }) => ({ x: x * between(0.9, 1.15), y: y * between(0.92, 1.1) }));
  const start = letter.at(-1)?.x ?? 0;
  const loops = loopsFrom(start, random);
  const end = loops.at(-1) ?? { x: start, y: 0 };
  return [...letter, ...loops, ...random.pick(flourishes)(end, between)];
}

// The ways of a pen through large first letters, as x,y; each ends on the baseline, where the loops begin.
const letters = [
  // A stem with a loop around it.
  '8,62 22,88 30,96 30,70 24,30 14,-8 2,-20 -8,-8 4,20 34,58 62,84 74,78 66,56 44,30 40,10 54,2',
  // Up, down and up again, as an N.
  '0,-10 12,30 24,74 30,92 34,70 40,30 46,2 52,8 62,44 76,88 84,100 82,74 76,30 78,6 90,4',
  // A wide bow over a stem, as a T.
  '-6,66 6,84 30,86 60,80 84,90 78,98 58,84 46,50 38,14 26,-10 8,-12 6,4 30,14 56,12 70,4',
  // An open oval that crosses itself, as a Q or an L.
  '62,72 56,92 34,96 10,76 0,40 10,8 34,-4 58,14 68,48 60,82 36,92 24,70 36,36 58,8 76,2',
  // Two tall loops, as an H.
  '0,40 14,72 30,98 36,88 26,50 12,4 6,-14 14,-8 34,30 56,76 70,100 74,86 62,44 54,10 64,0 78,10',
].map(wayOf);

/** Small loops and waves along the baseline, one or two of them taller, one below it. */
function loopsFrom(start: number, random: Random): Point[] {
  const between = betweenOf(random);
  const count = 4 + random.below(4);
  const tall = random.below(count);
  const deep = count > 4 ? (tall + 2 + random.below(count - 3)) % count : -1;
  const points: Point[] = [];
  let x = start;
  for (let i = 0; i < count; i += 1) {
    const step = between(15, 27) * (1 - i / (count * 3));
    const top = i === tall ? between(56, 82) : between(13, 26) * (1 - i / (count * 2));
    const bottom = i === deep ? between(-44, -28) : between(-5, 3);
    const back = i === tall ? step * 0.5 : i === deep ? step * 0.1 : between(-0.1, 0.45) * step;
    points.push({ x: x + step * 0.55, y: top * 0.55 }, { x: x + step * 0.8 + top * 0.12, y: top });
    points.push({ x: x + step * 0.62 - back * 0.5 + top * 0.05, y: top * 0.72 });
    points.push({ x: x + step * 0.7 - back * 0.4, y: bottom * 0.6 }, { x: x + step * 0.82, y: bottom });
    if (i === deep) points.push({ x: x + step * 0.3, y: bottom * 0.9 }, { x: x + step * 0.5, y: bottom * 0.3 });
    x += step;
  }
  return points;
}

type Between = (from: number, to: number) => number;
type Flourish = (end: Point, between: Between) => Point[];

// How the pen leaves: back under the name, out to the right, or around in a wide bow.
const flourishes: readonly Flourish[] = [
  ({ x, y }, between) => {
    const [far, low] = [between(28, 46), between(-34, -24)];
    return [
      { x: x + far * 0.6, y: y + 12 },
      { x: x + far, y: y + 16 },
      { x: x + far * 1.05, y: y - 2 },
      { x: x * 0.75, y: low },
      { x: x * 0.4, y: low - 6 },
      { x: x * 0.28, y: low - 12 },
      { x: x * 0.45, y: low - 14 },
      { x: x * 0.85, y: low - 4 },
      { x: x + far * 1.7, y: low + between(12, 26) },
    ];
  },
  ({ x, y }, between) => [
    { x: x + 18, y: y + 8 },
    { x: x + 40, y: y + between(4, 14) },
    { x: x + 62, y: y - 6 },
    { x: x + 84, y: y + between(2, 12) },
    { x: x + 124, y: y + between(24, 44) },
  ],
  ({ x, y }, between) => {
    const high = between(60, 88);
    return [
      { x: x + 22, y: y + 14 },
      { x: x + 44, y: y + high * 0.7 },
      { x: x + 36, y: y + high },
      { x: x + 20, y: y + high * 0.8 },
      { x: x + 14, y: y + 10 },
      { x: x - 6, y: y - 30 },
      { x: x * 0.6, y: y - between(34, 44) },
      { x: x * 0.4, y: y - 32 },
      { x: x * 0.7, y: y - 24 },
      { x: x + 76, y: y - between(4, 16) },
    ];
  },
];

/** A dash or a short bow above the loops, where Vietnamese names have their marks. */
function marksAbove(random: Random): Point[][] {
  const between = betweenOf(random);
  const x = between(92, 128);
  const y = between(60, 84);
  if (random.below(3) === 0) return [];
  const dash = [
    { x, y },
    { x: x + between(10, 16), y: y + between(4, 8) },
    { x: x + between(20, 30), y: y + between(9, 16) },
  ];
  return [dash];
}

function wayOf(text: string): Point[] {
  return text.split(' ').map((point) => {
    const [x = 0, y = 0] = point.split(',').map(Number);
    return { x, y };
  });
}

function betweenOf(random: Random): Between {
  return (from, to) => from + ((to - from) * random.below(1000)) / 1000;
}

/** A smooth curve through the points (Catmull and Rom), close enough for straight pieces. */
function smooth(points: readonly Point[]): Point[] {
  const pieces = 14;
  const at = (i: number): Point => points[Math.max(0, Math.min(points.length - 1, i))] ?? { x: 0, y: 0 };
  return points.slice(0, -1).flatMap((_, i) => {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    return Array.from({ length: pieces }, (__, k) => {
      const t = k / pieces;
      const on = (p: number, q: number, r: number, s: number) =>
        0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
      return { x: on(a.x, b.x, c.x, d.x), y: on(a.y, b.y, c.y, d.y) };
    });
  });
}

/** Leaning to the right, rising a little, as large as the image allows. */
function fitted(strokes: readonly Point[][]): Point[][] {
  const margin = 10;
  const leaning = strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x + y * 0.3, y: -y - x * 0.06 })));
  const all = leaning.flat();
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))];
  const scale = Math.min((width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top));
  const shiftX = (width - (right - left) * scale) / 2 - left * scale;
  const shiftY = (height - (bottom - top) * scale) / 2 - top * scale;
  return leaning.map((stroke) => stroke.map(({ x, y }) => ({ x: x * scale + shiftX, y: y * scale + shiftY })));
}

/** The stroke in ink: a pen presses on its way down, hurries on long ways, and lifts at the end. */
function inked(stroke: readonly Point[]): string {
  let pressure = 3;
  return stroke
    .slice(1)
    .map((to, i) => {
      const from = stroke[i] ?? to;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const way = Math.hypot(dx, dy);
      const down = way === 0 ? 0 : Math.max(0, dy / way);
      const wanted = (3.6 + 3.4 * down) / (1 + way / 20);
      const left = (stroke.length - i) / 26;
      pressure += (wanted - pressure) * 0.2;
      const ink = Math.max(1.6, pressure * Math.min(1, left, 0.35 + i / 8));
      return `<path d="M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}" stroke-width="${ink.toFixed(2)}"/>`;
    })
    .join('');
}
