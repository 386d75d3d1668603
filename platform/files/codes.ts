import bwip from 'bwip-js';

/** A Code 128 bar code as SVG, bars only: what it says is printed beside it. */
export function code128Svg(text: string): string {
  return bwip.toSVG({ bcid: 'code128', text, includetext: false, height: 10 });
}

/** A QR code as SVG, correcting up to 15 % of damage. */
export function qrSvg(text: string): string {
  return bwip.toSVG({ bcid: 'qrcode', text });
}
