import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import { getDraft } from './get-draft.ts';
import { getProcedure } from './get-procedure.ts';
import { listDrafts } from './list-drafts.ts';
import { listVersions } from './list-versions.ts';
import { publishDraft } from './publish-draft.ts';
import { saveDraft } from './save-draft.ts';

const code = known.birth;
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

async function edited(name: string): Promise<number> {
  const { platform } = province;
  const draft = await run(platform, getDraft, controller, { code });
  const saved = await run(platform, saveDraft, controller, {
    code,
    seq: draft.seq,
    content: { ...draft.content, name },
  });
  return saved.seq;
}

test('a new version follows the one before on the day it is published for', async () => {
  const { platform } = province;
  const seq = await edited('Đăng ký khai sinh, bản mới');
  expect((await run(platform, listDrafts, controller, {})).rows.map((row) => row.code)).toEqual([code]);
  expect(await run(platform, publishDraft, controller, { code, seq, from: '2026-03-20' })).toMatchObject({ number: 2 });
  expect((await run(platform, getProcedure, controller, { code })).number).toBe(1);
  const later = await run(platform, getProcedure, controller, { code, on: '2026-03-20' });
  expect([later.number, later.name]).toEqual([2, 'Đăng ký khai sinh, bản mới']);
  const { rows } = await run(platform, listVersions, controller, { code });
  expect(rows.map((row) => [row.number, row.validFrom, row.validTo])).toEqual([
    [2, '2026-03-20', null],
    [1, '2018-01-01', '2026-03-20'],
  ]);
  expect((await run(platform, listDrafts, controller, {})).rows).toEqual([]);
});

test('what another saved meanwhile is not published over', async () => {
  const { platform } = province;
  const seq = await edited('Bản một');
  await edited('Bản hai');
  const asked = run(platform, publishDraft, controller, { code, seq });
  await expect(asked).rejects.toMatchObject({ kind: 'conflict', code: 'procedures.draft_changed_meanwhile' });
  expect((await run(platform, getDraft, controller, { code })).content.name).toBe('Bản hai');
});
