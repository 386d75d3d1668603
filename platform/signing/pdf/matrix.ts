import type { Rect } from './pages.ts';

/** A transformation of the plane (ISO 32000, 8.3.4). */
export type Matrix = readonly [number, number, number, number, number, number];

/** The transformation that changes nothing. */
export const unitMatrix: Matrix = [1, 0, 0, 1, 0, 0];

/** First one, then the other. */
export function multiplied(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

/** A matrix of six numbers; null where they are none. */
export function matrixOf(numbers: readonly unknown[]): Matrix | null {
  const [a, b, c, d, e, f] = numbers;
  const isMatrix = numbers.length === 6 && numbers.every((n) => typeof n === 'number');
  return isMatrix ? ([a, b, c, d, e, f] as unknown as Matrix) : null;
}

/** The smallest upright rectangle around a transformed one. */
export function transformed({ x, y, width, height }: Rect, [a, b, c, d, e, f]: Matrix): Rect {
  const corners = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ].map(([u = 0, v = 0]) => [a * u + c * v + e, b * u + d * v + f]);
  const xs = corners.map(([u = 0]) => u);
  const ys = corners.map(([, v = 0]) => v);
  const [left, low] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: low, width: Math.max(...xs) - left, height: Math.max(...ys) - low };
}
