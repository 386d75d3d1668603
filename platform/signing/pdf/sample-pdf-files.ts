import { deflateSync } from 'node:zlib';

/** The bodies of a small document's objects by number: catalogue 1, page tree 2, page 3, its content 4, its font 5. */
export const sampleObjects: Readonly<Record<number, string>> = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
  4: streamBody('BT /F1 18 Tf 72 760 Td (So tien: 1 000 000 dong) Tj ET'),
  5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
};

/** A stream object's body with this content, as it is. */
export function streamBody(content: string, entries = ''): string {
  return `<</Length ${content.length}${entries}>>\nstream\n${content}\nendstream`;
}

/** A whole file of these objects with a cross-reference table; for trying the reader. */
export function tablePdf(objects: Readonly<Record<number, string>> = sampleObjects, trailer = ''): Buffer {
  return appendedPdf(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), objects, {
    trailer: `/Root 1 0 R${trailer}`,
  });
}

/** What a handmade saving may say otherwise than it should. */
export type Appended = {
  trailer?: string;
  /** Where the table says that objects are, instead of where they are. */
  places?: Readonly<Record<number, number>>;
  /** Objects that the table calls free. */
  freed?: readonly number[];
  /** The section before; none for a whole file. */
  previous?: number;
};

/** Bytes with one more saving behind them, made by hand: the writer of the platform would refuse most of it. */
export function appendedPdf(bytes: Buffer, objects: Readonly<Record<number, string>>, more: Appended = {}): Buffer {
  const { trailer = '/Root 1 0 R', places = {}, freed = [], previous } = more;
  let text = bytes.toString('latin1');
  const offsets = new Map<number, number>();
  for (const [number, body] of Object.entries(objects)) {
    offsets.set(Number(number), text.length);
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  for (const [number, place] of Object.entries(places)) offsets.set(Number(number), place);
  const rows = [...offsets].map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  const free = freed.map((number) => `${number} 1\n0000000000 00001 f \n`);
  const at = text.length;
  const prev = previous === undefined ? '' : `/Prev ${previous}`;
  text += `xref\n${previous === undefined ? '0 1\n0000000000 65535 f \n' : ''}${rows.join('')}${free.join('')}`;
  text += `trailer\n<</Size ${sizeFor(text)}${trailer}${prev}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** One more saving of a file that has some. */
export function savedAgain(bytes: Buffer, objects: Readonly<Record<number, string>>, more: Appended = {}): Buffer {
  const trailer = more.trailer ?? `/Root ${rootOf(bytes)} 0 R${idOf(bytes)}${infoOf(bytes)}`;
  return appendedPdf(bytes, objects, { previous: lastSectionOf(bytes), ...more, trailer });
}

/** Where the last cross-reference section begins. */
export function lastSectionOf(bytes: Buffer): number {
  const all = [...bytes.toString('latin1').matchAll(/startxref\s+(\d+)/g)];
  return Number(all.at(-1)?.[1]);
}

function rootOf(bytes: Buffer): string {
  return [...bytes.toString('latin1').matchAll(/\/Root (\d+) 0 R/g)].at(-1)?.[1] ?? '1';
}

function idOf(bytes: Buffer): string {
  return [...bytes.toString('latin1').matchAll(/\/ID ?\[[^\]]*\]/g)].at(-1)?.[0] ?? '';
}

function infoOf(bytes: Buffer): string {
  return [...bytes.toString('latin1').matchAll(/\/Info \d+ 0 R/g)].at(-1)?.[0] ?? '';
}

function sizeFor(text: string): number {
  const numbers = [...text.matchAll(/(?:^|\s)(\d+) 0 obj/g)].map((match) => Number(match[1]));
  return Math.max(...numbers, 0) + 1;
}

/** The small document as LibreOffice and newer Word write it: an object stream and a cross-reference stream with predictor. */
export function packedPdf(): Buffer {
  const packed = [1, 2, 3, 5].map((number) => ({ number, body: sampleObjects[number] ?? '' }));
  let offset = 0;
  const heads = packed.map(({ number, body }) => {
    const head = `${number} ${offset}`;
    offset += body.length + 1;
    return head;
  });
  const first = `${heads.join(' ')} `;
  const inner = deflateSync(Buffer.from(first + packed.map(({ body }) => body).join(' '), 'latin1'));
  const parts = [Buffer.from('%PDF-1.7\n')];
  const lengthOf = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const add = (text: string): number => {
    const at = lengthOf();
    parts.push(Buffer.from(text, 'latin1'));
    return at;
  };
  const content = add(`4 0 obj\n${sampleObjects[4]}\nendobj\n`);
  const stream = add(
    `6 0 obj\n<</Type/ObjStm/N 4/First ${first.length}/Filter/FlateDecode/Length ${inner.length}>>\nstream\n`,
  );
  parts.push(inner);
  add('\nendstream\nendobj\n');
  const at = lengthOf();
  const rows = [
    [0, 0, 255],
    ...[0, 1, 2].map((index) => [2, 6, index]),
    [1, content, 0],
    [2, 6, 3],
    [1, stream, 0],
    [1, at, 0],
  ];
  const table = deflateSync(
    predicted(rows.map(([type = 0, place = 0, index = 0]) => [type, place >> 8, place & 255, index])),
  );
  add(
    `7 0 obj\n<</Type/XRef/Size 8/Root 1 0 R/W[1 2 1]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>/ID[<aa><aa>]/Length ${table.length}>>\nstream\n`,
  );
  parts.push(table);
  add(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** Rows as differences from the row above (PNG's filter 2). */
function predicted(rows: readonly (readonly number[])[]): Buffer {
  return Buffer.from(
    rows.flatMap((row, i) => [2, ...row.map((byte, column) => (byte - (rows[i - 1]?.[column] ?? 0)) & 255)]),
  );
}

/** The small document as Word writes it: a table, and behind it a second one that only points to a cross-reference stream. */
export function hybridPdf(): Buffer {
  const base = tablePdf();
  const stream = packedSection(base);
  const at = base.length;
  const second = at + stream.length;
  const tail = `xref\n0 0\ntrailer\n<</Size 8/Root 1 0 R/Prev ${lastSectionOf(base)}/XRefStm ${at}>>\nstartxref\n${second}\n%%EOF\n`;
  return Buffer.concat([base, stream, Buffer.from(tail)]);
}

function packedSection(base: Buffer): Buffer {
  const row = Buffer.from([1, base.length >> 8, base.length & 255, 0]);
  return Buffer.concat([
    Buffer.from('7 0 obj\n<</Type/XRef/Size 8/Root 1 0 R/W[1 2 1]/Index[7 1]/Length 4>>\nstream\n'),
    row,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

/** The small document as a linearised file: the first section is that of the first page, its /Prev the main one behind it. */
export function linearisedPdf(): Buffer {
  const row = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const object = (number: number): string => `${number} 0 obj\n${sampleObjects[number]}\nendobj\n`;
  const head = '%PDF-1.7\n';
  const sectionFor = (main: number, offsets: number[]): string =>
    `xref\n3 3\n${offsets.map(row).join('')}trailer\n<</Size 6/Root 1 0 R/Prev ${String(main).padStart(6, '0')}>>\nstartxref\n0\n%%EOF\n`;
  const start = head.length + sectionFor(0, [0, 0, 0]).length;
  const pageObjects = [3, 4, 5].map(object);
  const pageOffsets = pageObjects.map((_, i) => start + pageObjects.slice(0, i).join('').length);
  const others = [1, 2].map(object);
  const otherStart = start + pageObjects.join('').length;
  const otherOffsets = [otherStart, otherStart + (others[0] ?? '').length];
  const main = otherStart + others.join('').length;
  const table = `xref\n0 3\n0000000000 65535 f \n${otherOffsets.map(row).join('')}trailer\n<</Size 3/Root 1 0 R>>\n`;
  const body = head + sectionFor(main, pageOffsets) + pageObjects.join('') + others.join('') + table;
  return Buffer.from(`${body}startxref\n${head.length}\n%%EOF\n`, 'latin1');
}

/** A page as a scanner makes it: one image and no text. */
export function scannedPdf(): Buffer {
  const [width, height] = [248, 351];
  const pixels = Buffer.alloc(width * height, 250);
  for (let i = 0; i < pixels.length; i += 7) pixels[i] = 40;
  const packed = deflateSync(pixels).toString('latin1');
  const image = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8`;
  return tablePdf({
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595.2 842.4]/Resources<</XObject<</Im 5 0 R>>>>>>',
    3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>',
    4: streamBody('q 595.2 0 0 842.4 0 0 cm /Im Do Q'),
    5: streamBody(packed, `${image}/Filter/FlateDecode`),
  });
}
