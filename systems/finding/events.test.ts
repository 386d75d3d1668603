import { anonymous } from '@cuaso/platform/identity/actor.ts';
import type { Official, System } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { repealProcedure } from '../procedures/repeal-procedure.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import type { EventContent } from './event-content.ts';
import { findSuggestions } from './find-suggestions.ts';
import { getEventContent } from './get-event-content.ts';
import { getEvent } from './get-event.ts';
import { listAllEvents } from './list-all-events.ts';
import { listEvents } from './list-events.ts';
import { saveEvent } from './save-event.ts';
import { searchSite } from './search-site.ts';

let province: SmallProvince;
let controller: Official;
beforeAll(async () => {
  province = await openProvince();
  const found = await sql<{ id: string }>`select id from directory.agency where kind = 'province_committee'`.execute(
    province.db,
  );
  controller = await province.official(found.rows[0]?.id ?? '', 'procedure_controller');
}, 60_000);
afterAll(() => province.close());

const content: EventContent = {
  audience: 'citizen',
  position: 10,
  title: 'Sinh con',
  summary: 'Khai sinh và giấy tờ cho trẻ.',
  keywords: 'em bé',
  groups: [
    { title: 'Khai sinh', codes: [known.birth] },
    { title: 'Khác', codes: [], rule: { fieldCode: 'G15-HT', words: ['kết hôn'] } },
  ],
  isShown: true,
};
const save = (
  key: string,
  number: number,
  changes: Partial<EventContent> = {},
  actor: Official | System = controller,
) => run(province.platform, saveEvent, actor, { key, number, content: { ...content, ...changes } });
const titles = async () => (await run(province.platform, listEvents, anonymous, {})).rows.map((row) => row.title);

describe('a life event', () => {
  test('leads to the procedures it names and to those its rule finds', async () => {
    await save('sinh-con', 0);
    const { groups } = await run(province.platform, getEvent, anonymous, { key: 'sinh-con' });
    expect(groups[0]?.rows.map((row) => row.code)).toEqual([known.birth]);
    expect(groups[1]?.rows.length).toBeGreaterThan(2);
    for (const row of groups[1]?.rows ?? []) expect(row.name.toLowerCase()).toContain('kết hôn');
  });

  test('keeps every version, and shows an earlier one to those who arrange it', async () => {
    await save('hai-ban', 0);
    await save('hai-ban', 1, { title: 'Có em bé' });
    const now = await run(province.platform, getEventContent, controller, { key: 'hai-ban' });
    expect([now.number, now.content.title, now.versions.length]).toEqual([2, 'Có em bé', 2]);
    const before = await run(province.platform, getEventContent, controller, { key: 'hai-ban', number: 1 });
    expect([before.number, before.content.title]).toEqual([2, 'Sinh con']);
  });

  test('is not overwritten by somebody who began from an older version', async () => {
    await save('hai-nguoi', 0);
    await expect(save('hai-nguoi', 0)).rejects.toMatchObject({ code: 'finding.changed_meanwhile' });
    const both = await Promise.allSettled([save('hai-nguoi', 1), save('hai-nguoi', 1)]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('that is hidden is not listed, not shown and not found', async () => {
    await save('an-di', 0, { title: 'Chuyện cần giấu' });
    expect(await titles()).toContain('Chuyện cần giấu');
    await save('an-di', 1, { title: 'Chuyện cần giấu', isShown: false });
    expect(await titles()).not.toContain('Chuyện cần giấu');
    await expect(run(province.platform, getEvent, anonymous, { key: 'an-di' })).rejects.toMatchObject({
      kind: 'not_found',
    });
    const { others } = await run(province.platform, searchSite, anonymous, { q: 'chuyện cần giấu' });
    expect(others.filter((hit) => hit.ref === 'an-di')).toEqual([]);
    const { rows } = await run(province.platform, listAllEvents, controller, {});
    expect(rows.find((row) => row.key === 'an-di')?.isShown).toBe(false);
  });

  test('with a code that no procedure has is refused beside the group', async () => {
    const wrong = save('sai-ma', 0, { groups: [{ title: 'Sai', codes: ['1.999999'] }] });
    await expect(wrong).rejects.toMatchObject({
      kind: 'invalid',
      details: { fields: { 'content.groups.0.codes': expect.stringContaining('1.999999') as string } },
    });
  });

  test('without a group, or with an empty one, or with a bad address is refused', async () => {
    await expect(save('rong', 0, { groups: [] })).rejects.toMatchObject({ kind: 'invalid' });
    await expect(save('rong', 0, { groups: [{ title: 'Rỗng', codes: [] }] })).rejects.toMatchObject({
      kind: 'invalid',
    });
    for (const key of ['', 'Hoa', 'a b', '../a', '-a', 'a'.repeat(61)]) {
      await expect(save(key, 0)).rejects.toMatchObject({ kind: 'invalid' });
    }
  });

  test('is arranged only by those who may', async () => {
    const clerk = await province.official(province.agencies.commune, 'one_stop_clerk');
    await expect(save('khong-quyen', 0, {}, clerk)).rejects.toMatchObject({ kind: 'denied' });
    await expect(run(province.platform, listAllEvents, clerk, {})).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('suggestions', () => {
  test('name the life event first and then procedures, with and without tones', async () => {
    for (const q of ['sinh con', 'sinh co', 'SINH CON']) {
      const { rows } = await run(province.platform, findSuggestions, anonymous, { q });
      expect(rows[0]).toMatchObject({ kind: 'event' });
    }
    const { rows } = await run(province.platform, findSuggestions, anonymous, { q: 'dang ky khai sin' });
    expect(rows.map((row) => row.ref)).toContain(known.birth);
  });

  test('are none for one letter, for nonsense and for signs', async () => {
    for (const q of ['', ' ', 'k', 'xyzwq', "' or 1=1 --", '%_\\', '& | !']) {
      expect((await run(province.platform, findSuggestions, anonymous, { q })).rows.length).toBeLessThan(10);
    }
    expect((await run(province.platform, findSuggestions, anonymous, { q: 'k' })).rows).toEqual([]);
  });
});

test('the search of the site finds procedures and agencies', async () => {
  const found = await run(province.platform, searchSite, anonymous, { q: 'tan my chanh' });
  expect(found.others.map((hit) => hit.kind)).toContain('agency');
  expect((await run(province.platform, searchSite, anonymous, { q: 'khai sinh' })).procedures.total).toBeGreaterThan(3);
  expect((await run(province.platform, searchSite, anonymous, { q: '  ' })).procedures.total).toBe(0);
});

test('a repealed procedure leaves its life event by itself', async () => {
  await save('bai-bo', 0, { groups: [{ title: 'Chứng thực', codes: [known.copies, known.birth] }] });
  await run(province.platform, repealProcedure, controller, { code: known.copies, reason: 'Thử nghiệm' });
  const { groups } = await run(province.platform, getEvent, anonymous, { key: 'bai-bo' });
  expect(groups[0]?.rows.map((row) => row.code)).toEqual([known.birth]);
});
