import type { PdfFile } from './open-pdf.ts';
import { findName } from './open-pdf.ts';
import { pagesOf } from './pages.ts';
import { referencesFrom } from './references.ts';
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
        const start = { slot: '', value: entryOf(page.dict, key) };
        const { named } = referencesFrom(file, [start], new Set(), isWayBack);
        for (const number of named.intersection(numbers)) {
          if (!places.has(number)) places.set(number, `trang ${i + 1}: ${name}`);
        }
      }
    });
  return places;
}

/** Ways from an annotation to pages and other parts of the file are not followed. */
function isWayBack(slot: string): boolean {
  return /:(P|Parent|Pg|Dest|A)$/.test(slot);
}
