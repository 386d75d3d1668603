// Draws the PNG icons of the installed site from its emblem.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const folder = join(import.meta.dirname, '..', 'web', 'static');
const emblem = readFileSync(join(folder, 'bieu-trung.svg'), 'utf8');
const ground = '#8e1b26';

/** The emblem in the middle of a full square: what a phone cuts off at the edge (up to a tenth) is only ground. */
function maskable(): string {
  const inside = emblem.replace('<svg ', '<svg x="6" y="6" width="36" height="36" ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="${ground}"/>${inside}</svg>`;
}

function draw(name: string, svg: string, side: number): void {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: side } }).render();
  writeFileSync(join(folder, name), image.asPng());
}

draw('bieu-tuong-192.png', emblem, 192);
draw('bieu-tuong-512.png', emblem, 512);
draw('bieu-tuong-che-512.png', maskable(), 512);
