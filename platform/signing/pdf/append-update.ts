import { deflateSync } from 'node:zlib';
import { pdfLimits, tooComplex } from './bad-pdf.ts';
import type { PdfFile } from './open-pdf.ts';
import type { PdfDict, PdfRef, PdfStream, PdfValue } from './values.ts';
import { arrayValue, dictValue, entryOf, nameValue, refValue, withEntries } from './values.ts';
import { writtenValue } from './write-value.ts';

/** What an incremental update adds or replaces; a buffer is an object's body that is already written. */
export type Update = {
  file: PdfFile;
  next: number;
  objects: Map<number, { generation: number; value: PdfValue | Buffer }>;
};

/** An updated file, and at which byte the body of each written object begins. */
export type Updated = { bytes: Buffer; bodiesAt: ReadonlyMap<number, number> };

/** An empty update of a file. */
export function beginUpdate(file: PdfFile): Update {
  const size = entryOf(file.trailer, 'Size');
  let next = typeof size === 'number' ? Math.max(size, 1) : 1;
  for (const number of file.entries.keys()) next = Math.max(next, number + 1);
  if (next > pdfLimits.objectNumber - 10_000) tooComplex('no object numbers are left');
  return { file, next, objects: new Map() };
}

/** Adds an object under a number that the file has never used. */
export function addObject(update: Update, value: PdfValue | Buffer): PdfRef {
  const ref = reserveObject(update);
  replaceObject(update, ref, value);
  return ref;
}

/** A number for an object that is added later in the same update. */
export function reserveObject(update: Update): PdfRef {
  const ref = refValue(update.next);
  update.next += 1;
  return ref;
}

/** Gives an object another value from this update on. */
export function replaceObject(update: Update, ref: PdfRef, value: PdfValue | Buffer): void {
  update.objects.set(ref.number, { generation: ref.generation, value });
}

/** A stream of these bytes, packed where that makes it smaller. */
export function streamValue(dict: PdfDict, content: Buffer): PdfStream {
  const packed = deflateSync(content, { level: 9 });
  if (packed.length >= content.length) {
    return { kind: 'stream', dict: withEntries(dict, { Length: content.length }), raw: content };
  }
  const entries = { Filter: nameValue('FlateDecode'), Length: packed.length };
  return { kind: 'stream', dict: withEntries(dict, entries), raw: packed };
}

/** Appends an update; what was there before stays to the last byte (ISO 32000, 7.5.6). */
export function appendUpdate({ file, next, objects }: Update): Updated {
  const last = file.bytes.at(-1);
  const parts: Buffer[] = [file.bytes];
  let length = file.bytes.length;
  const append = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  if (last !== 10 && last !== 13) append(Buffer.from('\n'));
  const bodiesAt = new Map<number, number>();
  const offsets = new Map<number, { offset: number; generation: number }>();
  for (const [number, { generation, value }] of [...objects].toSorted(([a], [b]) => a - b)) {
    offsets.set(number, { offset: length, generation });
    append(Buffer.from(`${number} ${generation} obj\n`));
    bodiesAt.set(number, length);
    append(Buffer.isBuffer(value) ? value : writtenValue(value));
    append(Buffer.from('\nendobj\n'));
  }
  append(xrefOf(file, offsets, next, length));
  return { bytes: Buffer.concat(parts, length), bodiesAt };
}

type Offsets = Map<number, { offset: number; generation: number }>;

/** A section of the kind that the file has last: viewers expect one kind throughout. */
function xrefOf(file: PdfFile, offsets: Offsets, size: number, at: number): Buffer {
  const head = file.revisions.at(-1);
  const trailer = {
    Size: size,
    Root: entryOf(file.trailer, 'Root'),
    Info: entryOf(file.trailer, 'Info'),
    ID: entryOf(file.trailer, 'ID'),
    Prev: head?.at ?? null,
  };
  const section =
    head?.form === 'stream'
      ? writtenStream(offsets, dictValue({ ...trailer, Size: size + 1 }), size, at)
      : writtenTable(offsets, dictValue(trailer));
  return Buffer.concat([section, Buffer.from(`startxref\n${at}\n%%EOF\n`)]);
}

function writtenTable(offsets: Offsets, trailer: PdfDict): Buffer {
  const lines = runsOf(offsets).flatMap(([first, count]) => {
    const rows = Array.from({ length: count }, (_, i) => offsets.get(first + i) ?? { offset: 0, generation: 0 });
    return [
      `${first} ${count}\n`,
      ...rows.map((row) => `${String(row.offset).padStart(10, '0')} ${String(row.generation).padStart(5, '0')} n \n`),
    ];
  });
  const head = Buffer.from(`xref\n${lines.join('')}trailer\n`);
  return Buffer.concat([head, writtenValue(trailer), Buffer.from('\n')]);
}

function writtenStream(offsets: Offsets, trailer: PdfDict, number: number, at: number): Buffer {
  const own: Offsets = new Map([...offsets, [number, { offset: at, generation: 0 }]]);
  const index = runsOf(own).flat();
  const rows = Buffer.alloc(own.size * 8);
  [...own.keys()]
    .toSorted((a, b) => a - b)
    .forEach((key, i) => {
      const { offset, generation } = own.get(key) ?? { offset: 0, generation: 0 };
      rows.writeUInt8(1, i * 8);
      rows.writeUIntBE(offset, i * 8 + 1, 5);
      rows.writeUInt16BE(generation, i * 8 + 6);
    });
  const shape = { Type: nameValue('XRef'), W: arrayValue([1, 5, 2]), Index: arrayValue(index) };
  const stream = streamValue(withEntries(trailer, shape), rows);
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), writtenValue(stream), Buffer.from('\nendobj\n')]);
}

/** The numbers in runs without gaps: first and count of each. */
function runsOf(offsets: Offsets): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of [...offsets.keys()].toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[0] + run[1] === number) run[1] += 1;
    else runs.push([number, 1]);
  }
  return runs;
}
