import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { printable } from '../../files/printable.ts';
import { tinosFaces } from '../../files/tinos.ts';
import type { Printed } from '../../files/typeset.ts';
import type { PdfFile } from './open-pdf.ts';
import { openPdf } from './open-pdf.ts';
import { PdfRefused } from './pdf-refused.ts';

type Values = Readonly<Record<string, Printed>>;

const folder = join(import.meta.dirname, 'templates');
const keptImages = 64;

/** The letters of some lines, set for the corner of a page; `widest` in points. */
export function typesetCorner(lines: readonly string[], widest: number): PdfFile {
  return openPdf(typesetPage('corner', 'Chữ ký số', { lines, widest }));
}

/** The value of a form field, set on a page of its rectangle's size; `baseline` in points above its lower edge. */
export function typesetField(field: {
  text: string;
  width: number;
  height: number;
  size: number;
  baseline: number;
  align: 'left' | 'center' | 'right';
  style: 'upright' | 'italic';
}): PdfFile {
  return openPdf(typesetPage('field', 'Nội dung biểu mẫu', field));
}

const images = new Map<string, Buffer>();
const imageFile = join(folder, 'image.png');

/** An image on a page of this size in points; the same seal is used often and is set once. */
export function typesetImage(png: Buffer, size: { width: number; height: number }): PdfFile {
  pngSizeOf(png);
  const key = `${size.width} ${size.height} ${createHash('sha256').update(png).digest('hex')}`;
  const made = images.get(key) ?? withImage(png, () => typesetPage('image', 'Hình ảnh chữ ký', size));
  // What was used last is forgotten last.
  images.delete(key);
  images.set(key, made);
  if (images.size > keptImages) images.delete(images.keys().next().value ?? '');
  return openPdf(made);
}

/** The template sees the image as a file beside itself; it is never written to a disk. */
function withImage(png: Buffer, work: () => Buffer): Buffer {
  theCompiler().mapShadow(imageFile, png);
  try {
    return work();
  } finally {
    theCompiler().unmapShadow(imageFile);
  }
}

const pngMark = Buffer.from('89504e470d0a1a0a', 'hex');
const largestPng = 4 * 1024 * 1024;

/** The measures of a PNG in pixels; refuses what is none, or too large for a page. */
export function pngSizeOf(png: Buffer): { width: number; height: number } {
  const isPng = png.length > 33 && png.length <= largestPng && png.subarray(0, 8).equals(pngMark);
  if (!isPng || png.toString('latin1', 12, 16) !== 'IHDR') throw new PdfRefused('image_unusable');
  const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
  if (size.width < 1 || size.height < 1 || size.width * size.height > 16_000_000)
    throw new PdfRefused('image_unusable');
  return size;
}

let compiler: NodeCompiler | undefined;

function theCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: tinosFaces() }] });
  return compiler;
}

/** Without tags: the page becomes a part of another one, whose tags do not know it. */
function typesetPage(template: 'corner' | 'field' | 'image', title: string, values: Values): Buffer {
  const typst = theCompiler();
  const data = JSON.stringify(printable({ ...values, title }));
  const compiled = typst.compile({ mainFilePath: join(folder, `${template}.typ`), inputs: { data } });
  if (compiled.result === null) {
    const reason = JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document');
    if (template === 'image') throw new PdfRefused('image_unusable', reason);
    throw new Error(`${template}: ${reason}`);
  }
  const pdf = typst.pdf(compiled.result, { pdfStandard: 'a-2b', pdfTags: false, creationTimestamp: 0 });
  typst.evictCache(20);
  return Buffer.from(pdf);
}
