import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../platform/audit/verify.ts';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { processesIn, signal } from '../../platform/database/processes.ts';
import { type Caller, demoOf, type ServerProcess, signIn, startServer } from '../server-process.ts';

const count = 200;
const data = mkdtempSync(join(tmpdir(), 'cuaso-kill-'));
const folder = dataFolder(data);
let server: ServerProcess;

beforeAll(async () => {
  server = await startServer(data);
}, 180_000);
afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

type Acked = { code: string; dossierId: string };

async function rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client(embeddedConnection(folder, 'superuser'));
  await client.connect();
  try {
    return (await client.query(text, values)).rows as T[];
  } finally {
    await client.end();
  }
}

async function clerk(): Promise<Caller> {
  const demo = demoOf(data);
  return signIn(server.address, demo.loginOf('Tiếp nhận (xã'), demo.password);
}

async function intake(call: Caller, agencyId: string, papers: unknown, index: number) {
  const applicant = { kind: 'citizen', name: `Người Thử ${index}`, number: `0820900${String(index).padStart(5, '0')}` };
  const input = { procedureCode: '1.001193', agencyId, applicant, papers };
  return call('onestop.take-in-dossier', input, `intake-${index}`);
}

test('two hundred parallel intakes survive kill -9 of server and database in the middle', async () => {
  const [place] = await rows<{ agencyId: string; papers: { key: string }[] }>(
    `select v.agency_id as "agencyId", d.content -> 'papers' as papers from directory.agency_version v,
     procedures.version p join cases.definition d on d.id = p.definition_id
     where v.name like '%xã Tân Mỹ Chánh%' and p.procedure_code = '1.001193'`,
  );
  const papers = (place?.papers ?? []).map(({ key }) => ({ key, originals: 1 }));
  const agencyId = place?.agencyId ?? '';
  const acked = new Map<number, Acked>();
  const before = await clerk();
  const indexes = Array.from({ length: count }, (_, index) => index);
  const sending = indexes.map(async (index) => {
    const answer = await intake(before, agencyId, papers, index).catch(() => undefined);
    if (answer?.status === 200) acked.set(index, answer.body as Acked);
  });
  while (acked.size < 40) await new Promise((resolve) => setTimeout(resolve, 5));
  server.process.kill('SIGKILL');
  signal(processesIn(folder.cluster), 'SIGKILL');
  await Promise.allSettled(sending);
  const ackedBefore = new Map(acked);
  expect(ackedBefore.size).toBeGreaterThanOrEqual(40);
  expect(ackedBefore.size).toBeLessThan(count);

  server = await startServer(data);
  const kept = await rows<{ id: string; code: string }>('select id, code from cases.dossier');
  const keptCodes = new Set(kept.map((row) => row.code));
  expect([...ackedBefore.values()].filter((one) => !keptCodes.has(one.code))).toEqual([]);

  const after = await clerk();
  const again = new Map<number, string>();
  for (const index of indexes) {
    const answer = await intake(after, agencyId, papers, index);
    expect(answer.status).toBe(200);
    again.set(index, (answer.body as Acked).code);
  }
  const acknowledged = [...ackedBefore].map(([index, first]) => [index, first.code]);
  expect(acknowledged.map(([index]) => [index, again.get(Number(index))])).toEqual(acknowledged);
  const series = await rows<{ agency: string; dossiers: number; codes: number; last: number }>(
    `select s.agency_id as agency, count(d.*)::int as dossiers, count(distinct d.code)::int as codes, max(s.last)::int as last
     from cases.number_series s join cases.dossier d on d.agency_id = s.agency_id and d.submitted_at::date is not null
       and right(d.code, 4)::int <= s.last and (d.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date = s.received_on
     group by 1, s.received_on`,
  );
  for (const one of series)
    expect({ dossiers: one.dossiers, codes: one.codes }).toEqual({ dossiers: one.last, codes: one.last });
  expect(series.reduce((sum, one) => sum + one.dossiers, 0)).toBe(count);

  const owner = openDatabase(embeddedConnection(folder, 'owner'));
  const verified = await verifyAudit(owner.db);
  await owner.close();
  expect(verified.problems).toEqual([]);
  expect(verified.ok).toBe(true);
}, 240_000);
