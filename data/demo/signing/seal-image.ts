import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

// 36 mm at 300 dots an inch (Decree 30/2020, annex I: a seal shows at the size of the real one).
const size = 425;
const middle = size / 2;
const red = '#d8161c';
const fonts = fontOptions();

/** The red seal of an agency, invented: its name along the upper rim, the province below, a star, and the word MẪU. */
export function sealImage(agencyName: string): Buffer {
  const upper = arcText({ text: agencyName.toUpperCase(), radius: 157, degrees: 224, largest: 36, id: 'upper' });
  const lower = arcText({ text: 'TỈNH TIỀN GIANG', radius: 180, degrees: 86, largest: 31, id: 'lower' });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
<g fill="none" stroke="${red}">${ring(208, 7)}${ring(197, 2.5)}${ring(124, 2.5)}</g>
<g fill="${red}" font-family="Tinos" font-weight="700">${upper}${lower}
${starOnRim(-1)}${starOnRim(1)}
${star(middle, middle - 12, 76)}
<text x="${middle}" y="${middle + 92}" font-size="25" letter-spacing="5" text-anchor="middle">MẪU</text></g></svg>`;
  return new Resvg(svg, fonts).render().asPng();
}

type Arc = { text: string; radius: number; degrees: number; largest: number; id: 'upper' | 'lower' };

/** Text along the rim, as large as its part of the circle allows. */
function arcText({ text, radius, degrees, largest, id }: Arc): string {
  const length = (radius * degrees * Math.PI) / 180;
  const fontSize = Math.min(largest, (largest * length) / widthOf(text, largest));
  const sweep = id === 'upper' ? 1 : 0;
  const path = `M ${middle - radius} ${middle} A ${radius} ${radius} 0 0 ${sweep} ${middle + radius} ${middle}`;
  const whole = id === 'upper' ? wholeTurn(radius) : path;
  return `<path id="${id}" d="${whole}" fill="none"/><text font-size="${fontSize.toFixed(2)}" text-anchor="middle">
<textPath href="#${id}" startOffset="50%">${text}</textPath></text>`;
}

/** From the lowest point around over the top: the upper text is longer than half the circle. */
function wholeTurn(radius: number): string {
  const [low, high] = [middle + radius, middle - radius];
  return `M ${middle} ${low} A ${radius} ${radius} 0 0 1 ${middle} ${high} A ${radius} ${radius} 0 0 1 ${middle} ${low}`;
}

function widthOf(text: string, fontSize: number): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="100"><text x="0" y="50" font-family="Tinos"
 font-weight="700" font-size="${fontSize}">${text}</text></svg>`;
  return new Resvg(svg, fonts).getBBox()?.width ?? 0;
}

function ring(radius: number, width: number): string {
  return `<circle cx="${middle}" cy="${middle}" r="${radius}" stroke-width="${width}"/>`;
}

/** Between the two texts, to the left or the right. */
function starOnRim(side: -1 | 1): string {
  const [angle, radius] = [(34 * Math.PI) / 180, 161];
  return star(middle + side * radius * Math.cos(angle), middle + radius * Math.sin(angle), 9);
}

function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const [angle, reach] = [(Math.PI * i) / 5 - Math.PI / 2, i % 2 === 0 ? radius : radius * 0.382];
    return `${(x + reach * Math.cos(angle)).toFixed(2)},${(y + reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `<polygon points="${points.join(' ')}"/>`;
}

/** The bold face of Tinos as the platform has it. */
function fontOptions() {
  const require = createRequire(import.meta.resolve('@cuaso/platform/files/tinos.ts'));
  const file = require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf');
  return { font: { fontFiles: [file], loadSystemFonts: false, defaultFontFamily: 'Tinos' } };
}
