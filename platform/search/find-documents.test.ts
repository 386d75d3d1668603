import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { sql, type Kysely, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld } from '../../test/world.ts';
import type { World } from '../../test/world.ts';
import type { DB } from '../database/schema.generated.ts';
import type { Context } from '../operations/context.ts';
import { findDocuments, type Narrowing } from './find-documents.ts';
import { indexDocuments, removeDocument, type SearchDocument } from './index-documents.ts';

type Procedure = {
  code: string;
  name: string;
  audience: string[];
  results: { name: string | null }[];
  levels: string[];
};

let world: World;
const folder = new URL('../../data/procedures/catalogue/', import.meta.url);
const catalogue = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Procedure[],
);
const names = new Map(catalogue.map((one) => [one.code, one.name]));

function contextOf(tx: Kysely<DB> | Transaction<DB>): Context {
  const actor = { kind: 'system', name: 'test' } as const;
  const common = { actor, requestId: 'r', now: new Date('2026-11-23T02:00:00Z'), memory: new Map() };
  return { ...common, tx, newId: () => '00000000-0000-7000-8000-000000000000', random: randomBytes };
}
async function write(body: (ctx: Context) => Promise<void>): Promise<void> {
  await world.db.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', 'test.write', true)`.execute(tx);
    await body(contextOf(tx));
  });
}
const find = (text: string, most = 10, narrowing: Narrowing = {}) =>
  findDocuments(contextOf(world.database.readOnly), 'procedures', text, most, narrowing);
const index = (documents: SearchDocument[], corpus = 'sample') =>
  write((ctx) => indexDocuments(ctx, corpus, documents));

beforeAll(async () => {
  world = await openWorld();
  const documents = catalogue.map(({ code, name, audience, results, levels }) => ({
    ref: code,
    title: name,
    body: [...audience, ...results.map((result) => result.name ?? '')].join(' '),
    extra: { levels },
  }));
  await index(documents, 'procedures');
}, 60_000);
afterAll(() => world.close());

/** What people type, and the procedure that must come first. */
const firsts: readonly (readonly [typed: string, first: string])[] = [
  ['đăng ký khai sinh', 'Thủ tục đăng ký khai sinh'],
  ['dang ky khai sinh', 'Thủ tục đăng ký khai sinh'],
  ['ĐĂNG KÝ KHAI SINH', 'Thủ tục đăng ký khai sinh'],
  ['đăng kí khai sinh', 'Thủ tục đăng ký khai sinh'],
  ['đăng ký khai sinh'.normalize('NFD'), 'Thủ tục đăng ký khai sinh'],
  ['dang ky khia sinh', 'Thủ tục đăng ký khai sinh'],
  ['dangkykhaisinh', 'Thủ tục đăng ký khai sinh'],
  ['1.001193', 'Thủ tục đăng ký khai sinh'],
  ['tôi muốn đăng ký kết hôn', 'Thủ tục đăng ký kết hôn'],
  ['ket hom', 'Thủ tục đăng ký kết hôn'],
  ['đănng ký kết hônn', 'Thủ tục đăng ký kết hôn'],
  ['ĐKKH', 'Thủ tục đăng ký kết hôn'],
  ['khai tu', 'Thủ tục đăng ký khai tử'],
  ['thủ tục đăng ký khai tử', 'Thủ tục đăng ký khai tử'],
  ['độc thân', 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân'],
  ['xác nhận tình trạng hôn nhân', 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân'],
  ['giay phep xay dụng', 'Cấp giấy phép xây dựng nhà ở riêng lẻ'],
  ['GPXD', 'Cấp giấy phép xây dựng nhà ở riêng lẻ'],
  ['xin giấy phép xây dựng nhà ở', 'Cấp giấy phép xây dựng nhà ở riêng lẻ'],
  ['sổ đỏ', 'Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất lần đầu'],
  ['so do', 'Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất lần đầu'],
  ['cmnd', 'Cấp đổi thẻ căn cước'],
  ['thanh lap ho kinh doanh', 'Đăng ký thành lập hộ kinh doanh'],
  ['mở quán', 'Đăng ký thành lập hộ kinh doanh'],
  ['dang ki tam tru', 'Đăng ký tạm trú'],
  ['ly lich tu phap', 'Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam'],
  ['LLTP', 'Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam'],
  ['đổi bằng lái', 'Đổi giấy phép lái xe'],
  ['người khuyết tật', 'Xác định mức độ khuyết tật'],
  ['mai tang phi', 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội'],
  ['xin hưởng chế độ thai sản', 'Giải quyết hưởng chế độ thai sản'],
  ['nuoi con nuoi trong nuoc', 'Đăng ký việc nuôi con nuôi trong nước'],
  ['khai thac nuoc duoi dat', 'Đăng ký khai thác nước dưới đất'],
];

/** What people type, and the code that must be among the first four. */
const amongFirst: readonly (readonly [typed: string, code: string])[] = [
  ['làm giấy khai sinh cho con', '1.001193'],
  ['sao y bản chính', '2.000815'],
  ['chứng thực chữ ký', '2.000884'],
  ['mở công ty', '2.001583'],
  ['khai si', '1.001193'],
  ['thẻ bhyt', '2.000639'],
];

describe('the catalogue of 1,650 procedures', () => {
  test.each(firsts)('%j finds first %s', async (typed, first) => {
    const { refs } = await find(typed);
    expect(names.get(refs[0] ?? '')).toBe(first);
  });

  test.each(amongFirst)('%j finds %s', async (typed, code) => {
    expect((await find(typed)).refs.slice(0, 4)).toContain(code);
  });

  test('a mended word is said with its tones, a right query is left alone', async () => {
    const { corrected, mended } = await find('Đăng ký khia sinh');
    expect(corrected).toBe('Đăng ký khai sinh');
    expect(mended).toEqual([{ typed: 'khia', used: ['khai'] }]);
    expect((await find('đăng ký khai sinh')).corrected).toBeNull();
    expect((await find('đăng kí khai sinh')).corrected).toBeNull();
  });

  test('who types tones means them', async () => {
    const { refs } = await find('sơ đồ');
    expect(refs.map((ref) => names.get(ref)).join()).not.toContain('quyền sử dụng đất lần đầu');
  });

  test('pages follow each other without a gap, and the total does not depend on the page', async () => {
    const all = await find('giấy phép', 30);
    const pages = [await find('giấy phép', 15), await find('giấy phép', 15, { offset: 15 })];
    expect(pages.flatMap((page) => page.refs)).toEqual(all.refs);
    expect(new Set([all, ...pages].map((page) => page.total)).size).toBe(1);
    expect((await find('giấy phép', 15, { offset: 5000 })).refs).toEqual([]);
  });

  test('a search is narrowed by what the documents carry', async () => {
    const { refs } = await find('đăng ký', 200, { filter: { levels: ['commune'] } });
    const levels = new Map(catalogue.map((one) => [one.code, one.levels]));
    expect(refs.length).toBeGreaterThan(5);
    for (const ref of refs) expect(levels.get(ref)).toContain('commune');
  });

  test.each([
    '',
    '   ',
    '???',
    "' or 1=1 --",
    '& | ! : * <->',
    "khai:*'",
    '\\',
    '%_',
    '🙂',
    '()',
    '\0',
    '\ud800',
    'zzzz qqqq',
  ])('%j finds nothing and breaks nothing', async (text) => {
    expect((await find(text)).refs.length).toBeLessThanOrEqual(10);
  });

  test('a text of ten thousand letters is cut, not walked through', async () => {
    expect((await find('khai sinh '.repeat(1000))).refs).toContain('1.001193');
    expect((await find('a'.repeat(10_000))).refs).toEqual([]);
  });
});

describe('a corpus', () => {
  const refsOf = async (text: string) => (await findDocuments(contextOf(world.db), 'sample', text, 10)).refs;

  test('gives the exact tones first', async () => {
    await index([
      { ref: 'ma', title: 'Cấp mã', body: '' },
      { ref: 'ma_hoi', title: 'Cấp mả', body: '' },
      { ref: 'ma_sac', title: 'Cấp má', body: '' },
    ]);
    expect((await refsOf('cấp mả'))[0]).toBe('ma_hoi');
    expect((await refsOf('cấp má'))[0]).toBe('ma_sac');
    expect(await refsOf('cap ma')).toHaveLength(3);
  });

  test('renews a document and forgets a removed one', async () => {
    await index([{ ref: 'x', title: 'Trồng lúa', body: '', keywords: 'nông nghiệp' }]);
    expect(await refsOf('nong nghiep')).toEqual(['x']);
    await index([{ ref: 'x', title: 'Nuôi tôm', body: '' }]);
    expect(await refsOf('nong nghiep')).toEqual([]);
    expect(await refsOf('nuôi tôm')).toEqual(['x']);
    await write((ctx) => removeDocument(ctx, 'sample', 'x'));
    expect(await refsOf('nuôi tôm')).toEqual([]);
  });

  test('does not give what lies in another', async () => {
    expect(await refsOf('đăng ký khai sinh')).toEqual([]);
  });
});
