import { run } from '@cuaso/platform/operations/run.ts';
import { foldDossier } from '@cuaso/platform/cases/fold.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { known, openProvince } from '../../test/province.ts';
import type { SmallProvince } from '../../test/province.ts';
import { draftResult } from './draft-result.ts';
import { getDossier } from './get-dossier.ts';
import { handOnDossier } from './hand-on-dossier.ts';
import { handOverResult } from './hand-over-result.ts';
import { issueResult } from './issue-result.ts';
import { signResult } from './sign-result.ts';
import { takeDossier } from './take-dossier.ts';
import { takeInDossier } from './take-in-dossier.ts';
import { listInbox } from './list-inbox.ts';

let province: SmallProvince;
beforeAll(async () => {
  province = await openProvince();
}, 60_000);
afterAll(() => province.close());

const applicant = { kind: 'citizen' as const, name: 'Lê Thị Thử', number: '082090000123', phone: '0900000123' };

async function takeIn(procedureCode: string) {
  const { platform, agencies, official } = province;
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  const found = await sql<{ papers: { key: string; required?: boolean }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${procedureCode}`.execute(platform.database.db);
  const papers = (found.rows[0]?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  return run(platform, takeInDossier, clerk, { procedureCode, agencyId: agencies.commune, applicant, papers });
}

test('a dossier goes from the counter to the result in hand', async () => {
  const { platform, agencies, official } = province;
  const taken = await takeIn(known.birth);
  expect(taken.code).toMatch(/^\d{3}\.\d{2}\.\d{2}\.H58-260310-\d{4}$/);
  expect(taken.state).toBe('processing');
  const { dossierId } = taken;
  const handler = await official(agencies.commune, 'handler', 'G15-HT');
  await run(platform, takeDossier, handler, { dossierId });
  const shown = await run(platform, getDossier, handler, { dossierId });
  expect(shown.actions).toContain('draft');
  expect(shown.actions).not.toContain('sign');
  expect(shown.dueAt).toBe('2026-03-10T10:00:00.000Z');
  await run(platform, draftResult, handler, { dossierId, outcome: 'granted', summary: 'Đủ điều kiện.' });
  let now = await run(platform, handOnDossier, handler, { dossierId });
  while (now.state === 'processing') {
    const { rows } = await sql<{
      kind: string;
    }>`select step_kind as kind from cases.dossier where id = ${dossierId}`.execute(platform.database.db);
    const kind = rows[0]?.kind;
    if (kind === 'review')
      now = await run(platform, handOnDossier, await official(agencies.commune, 'division_head', 'G15-HT'), {
        dossierId,
      });
    else if (kind === 'sign')
      now = await run(platform, signResult, await official(agencies.commune, 'leader'), { dossierId });
    else
      now = await run(platform, issueResult, await official(agencies.commune, 'records_clerk'), {
        dossierId,
        number: '12/UBND',
      });
  }
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  const over = await run(platform, handOverResult, clerk, { dossierId, receiver: 'Lê Thị Thử' });
  expect(over.closedAs).toBe('returned');
  const inbox = await run(platform, listInbox, clerk, { tab: 'closed', search: 'le thi thu' });
  expect(inbox.rows.map((row) => row.timeliness)).toEqual(['on_time']);
});

test('the row of every dossier is the fold of its events', async () => {
  const dossiers = await sql<{ id: string; folded: unknown }>`select id, folded from cases.dossier`.execute(
    province.db,
  );
  expect(dossiers.rows.length).toBeGreaterThan(0);
  for (const { id, folded } of dossiers.rows) {
    const events = await sql<{
      seq: number;
      kind: string;
      at: Date;
      data: object;
    }>`select seq, kind, at, data from cases.event where dossier_id = ${id} order by seq`.execute(province.db);
    const again = foldDossier(events.rows.map(({ data, ...rest }) => ({ ...data, ...rest })) as never);
    expect(again).toEqual(folded);
  }
});
