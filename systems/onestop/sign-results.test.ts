import { run } from '@cuaso/platform/operations/run.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { known, openProvince, type SmallProvince } from '../../test/province.ts';
import type { Acted } from './act.ts';
import { draftResult } from './draft-result.ts';
import { handOnDossier } from './hand-on-dossier.ts';
import { signResults } from './sign-results.ts';
import { takeDossier } from './take-dossier.ts';
import { takeInDossier } from './take-in-dossier.ts';

let province: SmallProvince;
beforeAll(async () => {
  province = await openProvince();
}, 60_000);
afterAll(() => province.close());

const applicant = { kind: 'citizen' as const, name: 'Lê Thị Thử', number: '082090000123' };

async function takenIn(agencyId: string): Promise<Acted> {
  const { platform, official } = province;
  const found = await sql<{ papers: { key: string }[] }>`
    select d.content -> 'papers' as papers from procedures.version v join cases.definition d on d.id = v.definition_id
    where v.procedure_code = ${known.birth}`.execute(platform.database.db);
  const papers = (found.rows[0]?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  const clerk = await official(agencyId, 'one_stop_clerk');
  return run(platform, takeInDossier, clerk, { procedureCode: known.birth, agencyId, applicant, papers });
}

/** A dossier that waits for the leader of the agency to sign. */
async function readyToSign(agencyId: string): Promise<Acted> {
  const { platform, official } = province;
  const { dossierId } = await takenIn(agencyId);
  const handler = await official(agencyId, 'handler', 'G15-HT');
  await run(platform, takeDossier, handler, { dossierId });
  await run(platform, draftResult, handler, { dossierId, outcome: 'granted', summary: 'Đủ điều kiện.' });
  let now = await run(platform, handOnDossier, handler, { dossierId });
  const kindOf = async () => {
    const found = await sql<{
      kind: string;
    }>`select step_kind as kind from cases.dossier where id = ${dossierId}`.execute(platform.database.db);
    return found.rows[0]?.kind;
  };
  while ((await kindOf()) === 'review') {
    now = await run(platform, handOnDossier, await official(agencyId, 'division_head', 'G15-HT'), { dossierId });
  }
  return now;
}

test('several results are signed at once; what cannot be signed is named and keeps the others from nothing', async () => {
  const { platform, agencies, official } = province;
  const leader = await official(agencies.commune, 'leader');
  const good = [await readyToSign(agencies.commune), await readyToSign(agencies.commune)];
  const changed = await readyToSign(agencies.commune);
  const notYet = await takenIn(agencies.commune);
  const elsewhere = await readyToSign(agencies.otherCommune);
  const dossiers = [
    ...good.map(({ dossierId, seq }) => ({ dossierId, seq })),
    { dossierId: changed.dossierId, seq: changed.seq - 1 },
    { dossierId: notYet.dossierId },
    { dossierId: elsewhere.dossierId },
  ];
  const answer = await run(platform, signResults, leader, { dossiers });
  expect([answer.signed, answer.refused]).toEqual([2, 3]);
  const refusals = new Map(answer.results.map((one) => [one.dossierId, one.refusal?.code ?? 'signed']));
  expect(dossiers.map((one) => refusals.get(one.dossierId))).toEqual([
    'signed',
    'signed',
    'cases.changed_meanwhile',
    'cases.not_open_now',
    'access.not_found',
  ]);
  const signed = await sql<{
    id: string;
  }>`select dossier_id as id from cases.event where kind = 'result_signed'`.execute(province.db);
  expect(new Set(signed.rows.map((row) => row.id))).toEqual(new Set(good.map((one) => one.dossierId)));
});

test('an officer who may not sign does not come in', async () => {
  const { platform, agencies, official } = province;
  const clerk = await official(agencies.commune, 'one_stop_clerk');
  const asked = run(platform, signResults, clerk, {
    dossiers: [{ dossierId: '00000000-0000-7000-8000-000000000000' }],
  });
  await expect(asked).rejects.toMatchObject({ kind: 'denied' });
});
