import type { PdfFile } from './open-pdf.ts';
import { findName } from './open-pdf.ts';
import { pagesOf } from './pages.ts';
import { numbersIn } from './references.ts';
import type { PdfValue } from './values.ts';
import { entryOf, isKind } from './values.ts';

/** Objects in words: what each is, and on which page it shows. */
export function describeObjects(file: PdfFile, numbers: readonly number[]): string[] {
  const places = placesOf(file, new Set(numbers));
  return numbers.map((number) => `${places.get(number) ?? kindOf(file, number)} (đối tượng ${number})`);
}

const typeNames: Readonly<Record<string, string>> = {
  Catalog: 'danh mục tài liệu',
  Pages: 'cây trang',
  Page: 'trang',
  Font: 'phông chữ',
  FontDescriptor: 'phông chữ',
  Metadata: 'siêu dữ liệu',
  OCG: 'lớp hiển thị',
  OCMD: 'lớp hiển thị',
  Annot: 'chú thích',
  Sig: 'chữ ký',
  StructElem: 'cấu trúc',
  StructTreeRoot: 'cấu trúc',
};

function kindOf(file: PdfFile, number: number): string {
  const info = entryOf(file.trailer, 'Info');
  if (isKind(info, 'ref') && info.number === number) return 'thông tin tài liệu';
  const value = file.load(number);
  const dict = isKind(value, 'stream') ? value.dict : value;
  if (!isKind(dict, 'dict')) return 'dữ liệu';
  return typeNames[findName(file, dict, 'Type') ?? ''] ?? 'dữ liệu';
}

const parts = [
  { key: 'Contents', name: 'nội dung' },
  { key: 'Annots', name: 'chú thích' },
  { key: 'Resources', name: 'phông chữ, hình ảnh' },
];
const mostPages = 50;
const mostNumbers = 5000;
/** From a page's resources to a font is two steps, to its program two more. */
const steps = 4;

/** The first page that each object belongs to, and as what. */
function placesOf(file: PdfFile, numbers: ReadonlySet<number>): Map<number, string> {
  const places = new Map<number, string>();
  if (numbers.size === 0) return places;
  pagesOf(file)
    .slice(0, mostPages)
    .forEach((page, i) => {
      const own = page.ref.number;
      if (numbers.has(own)) places.set(own, `trang ${i + 1}`);
      for (const { key, name } of parts) {
        const near = numbersNear(file, entryOf(page.dict, key), own);
        for (const number of near.intersection(numbers)) {
          if (!places.has(number)) places.set(number, `trang ${i + 1}: ${name}`);
        }
      }
    });
  return places;
}

/** The objects that a value names within a few steps; the page itself is not one of them. */
function numbersNear(file: PdfFile, value: PdfValue, page: number): Set<number> {
  const near = new Set<number>([page]);
  let edge: PdfValue[] = [value];
  for (let step = 0; step < steps && near.size < mostNumbers; step += 1) {
    const found = new Set<number>();
    for (const one of edge) {
      for (const number of numbersIn(one)) {
        if (!near.has(number)) found.add(number);
        if (near.size + found.size >= mostNumbers) break;
      }
    }
    for (const number of found) near.add(number);
    edge = [...found].map(file.load);
  }
  near.delete(page);
  return near;
}
