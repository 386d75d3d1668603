import type { CalendarData } from '@cuaso/kernel/calendar-data.ts';
import { foldDossier } from '@cuaso/platform/cases/fold.ts';
import type { Official } from '@cuaso/platform/identity/actor.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calendarContent, known, openProvince, type SmallProvince } from '../../test/province.ts';
import { applyCalendarChange } from './apply-calendar-change.ts';
import { getCalendar } from './get-calendar.ts';
import { getDossier } from './get-dossier.ts';
import { previewCalendarChange } from './preview-calendar-change.ts';
import { takeInDossier } from './take-in-dossier.ts';

let province: SmallProvince;
let administrator: Official;
let dossierId: string;
const reason = 'Nghỉ bão theo công điện của Chủ tịch Ủy ban nhân dân tỉnh.';

// Received on Tuesday 10 March 2026 at 9:00; the storm closes the offices on that day and the next.
beforeAll(async () => {
  province = await openProvince();
  const { platform, agencies, official } = province;
  const found = await sql<{
    id: string;
  }>`select agency_id as id from directory.agency a join directory.agency_version v on
    v.agency_id = a.id where a.kind = 'province_committee'`.execute(province.db);
  administrator = await official(found.rows[0]?.id ?? '', 'administrator');
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  const applicant = { kind: 'citizen' as const, name: 'Lê Thị Thử', number: '082090000123' };
  const asked = await sql<{ papers: { key: string }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${known.birth}`.execute(province.db);
  const papers = (asked.rows[0]?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  const input = { procedureCode: known.birth, agencyId: agencies.commune, applicant, papers };
  ({ dossierId } = await run(platform, takeInDossier, clerk, input));
}, 60_000);
afterAll(() => province.close());

function withStorm(version: string): CalendarData {
  const now = calendarContent();
  const storm = { name: 'Nghỉ bão', kind: 'statutory' as const, source: 'Công điện', certainty: 'seen' as const };
  const days = ['2026-03-10', '2026-03-11'].map((date) => ({ date, ...storm }));
  return { ...now, version, daysOff: [...now.daysOff, ...days].toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
}

test('the preview names each open dossier whose promise would move, and changes nothing', async () => {
  const { platform } = province;
  const preview = await run(platform, previewCalendarChange, administrator, { content: withStorm('2026.2') });
  expect(preview.open).toBe(1);
  const [moved] = preview.moved;
  expect(moved?.dossierId).toBe(dossierId);
  expect(moved?.oldDueAt).toBe('2026-03-10T10:00:00.000Z');
  expect(moved?.newDueAt).toBe('2026-03-12T10:00:00.000Z');
  expect((await run(platform, getCalendar, administrator, {})).content.version).toBe(preview.currentVersion);
});

test('only what was looked at is applied', async () => {
  const { platform } = province;
  const content = withStorm('2026.2');
  const { hash } = await run(platform, previewCalendarChange, administrator, { content });
  const other = { ...content, title: 'Lịch khác' };
  const asked = run(platform, applyCalendarChange, administrator, { content: other, hash, reason });
  await expect(asked).rejects.toMatchObject({ kind: 'conflict', code: 'onestop.calendar_not_previewed' });
});

test('applying moves every open dossier with an event, and its row stays the fold of its events', async () => {
  const { platform } = province;
  const content = withStorm('2026.2');
  const { hash } = await run(platform, previewCalendarChange, administrator, { content });
  const applied = await run(platform, applyCalendarChange, administrator, { content, hash, reason });
  expect(applied).toEqual({ version: '2026.2', dossiers: 1 });
  const shown = await run(platform, getDossier, administrator, { dossierId });
  expect(shown.dueAt).toBe('2026-03-12T10:00:00.000Z');
  expect(shown.events.at(-1)).toMatchObject({ kind: 'calendar_changed', text: reason });
  const events = await sql<{ seq: number; kind: string; at: Date; data: object }>`
    select seq, kind, at, data from cases.event where dossier_id = ${dossierId} order by seq`.execute(province.db);
  const row = await sql<{
    folded: unknown;
    seq: number;
  }>`select folded, seq from cases.dossier where id = ${dossierId}`.execute(province.db);
  expect(foldDossier(events.rows.map(({ data, ...rest }) => ({ ...data, ...rest })) as never)).toEqual(
    row.rows[0]?.folded,
  );
  expect(row.rows[0]?.seq).toBe(events.rows.length);
});

test('a version keeps its name for ever, and a clerk does not change the calendar', async () => {
  const { platform, agencies, official } = province;
  const again = run(platform, previewCalendarChange, administrator, { content: withStorm('2026.2') });
  await expect(again).rejects.toMatchObject({ kind: 'invalid', code: 'onestop.calendar_version_taken' });
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  const asked = run(platform, previewCalendarChange, clerk, { content: withStorm('2026.3') });
  await expect(asked).rejects.toMatchObject({ kind: 'denied' });
});
