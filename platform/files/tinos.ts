import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];

/** The four faces of Tinos, which has the measures of Times New Roman and every Vietnamese letter (OFL licence). */
export function tinosFaces(): Buffer[] {
  const file = (face: string) => import.meta.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`);
  return faces.map((face) => readFileSync(fileURLToPath(file(face))));
}

/** The characters that a TrueType face can draw, from its character map of format 4. */
export function drawableOf(face: Buffer): ReadonlySet<number> {
  const map = tableOf(face, 'cmap');
  const count = map.readUInt16BE(2);
  for (let i = 0; i < count; i += 1) {
    const part = map.subarray(map.readUInt32BE(8 + 8 * i));
    if (part.readUInt16BE(0) === 4) return segmentsOf(part);
  }
  throw new Error('the font has no character map of format 4');
}

function tableOf(face: Buffer, tag: string): Buffer {
  const count = face.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * count; at += 16) {
    if (face.toString('latin1', at, at + 4) === tag) return face.subarray(face.readUInt32BE(at + 8));
  }
  throw new Error(`the font has no table ${tag}`);
}

function segmentsOf(part: Buffer): ReadonlySet<number> {
  const doubled = part.readUInt16BE(6);
  const [ends, starts, deltas, offsets] = [14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled];
  const drawable = new Set<number>();
  for (let i = 0; i < doubled; i += 2) {
    const first = part.readUInt16BE(starts + i);
    const last = part.readUInt16BE(ends + i);
    const offset = part.readUInt16BE(offsets + i);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const glyph =
        offset === 0
          ? (code + part.readUInt16BE(deltas + i)) & 0xffff
          : part.readUInt16BE(offsets + i + offset + 2 * (code - first));
      if (glyph !== 0) drawable.add(code);
    }
  }
  return drawable;
}
