import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';

/** What people write short, and the words they mean; folded on both sides. */
const meanings: readonly (readonly [string, string])[] = [
  ['gpxd', 'giay phep xay dung'],
  ['gplx', 'giay phep lai xe'],
  ['bang lai', 'giay phep lai xe'],
  ['cmnd', 'can cuoc cong dan'],
  ['cccd', 'can cuoc cong dan'],
  ['so do', 'giay chung nhan quyen su dung dat'],
  ['so hong', 'giay chung nhan quyen su dung dat'],
  ['bhyt', 'bao hiem y te'],
  ['bhxh', 'bao hiem xa hoi'],
  ['dkkd', 'dang ki kinh doanh'],
  ['hkd', 'ho kinh doanh'],
  ['htx', 'hop tac xa'],
  ['dn', 'doanh nghiep'],
  ['lltp', 'li lich tu phap'],
  ['attp', 'an toan thuc pham'],
  ['vsattp', 'an toan thuc pham'],
  ['tthc', 'thu tuc hanh chinh'],
  ['lam giay khai sinh', 'dang ki khai sinh'],
  ['giay khai sinh', 'khai sinh'],
  ['giay ket hon', 'ket hon'],
  ['doc than', 'tinh trang hon nhan'],
  ['mo tiem', 'thanh lap ho kinh doanh'],
  ['mo cua hang', 'thanh lap ho kinh doanh'],
  ['mo cong ti', 'thanh lap doanh nghiep'],
  ['cong chung ban sao', 'chung thuc ban sao'],
  ['sao y', 'chung thuc ban sao'],
];

/** A text as search sees it: no tones, lower case, letters and digits only, `ky` and `ki` alike. */
export function folded(text: string): string {
  return withoutDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, ' ')
    .replace(/\.(?!\d)|(?<!\d)\./g, ' ')
    .replace(/\b([bcdghklmnpqrstvx]{1,3})y\b/g, '$1i')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a query, abbreviations written out; at most twenty. */
export function queryWords(text: string): string[] {
  let query = ` ${folded(text)} `;
  for (const [short, meant] of meanings) query = query.replace(` ${short} `, ` ${meant} `);
  return [...new Set(query.split(' ').filter(Boolean))].slice(0, 20);
}
