import { randomBytes } from 'node:crypto';
import { systemClock } from '@cuaso/kernel/clock.ts';
import { verifyAudit } from '@cuaso/platform/audit/verify.ts';
import { getCalendar } from '@cuaso/platform/cases/calendar.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import { foldDossier } from '@cuaso/platform/cases/fold.ts';
import { loadEvents } from '@cuaso/platform/cases/load-events.ts';
import { projectionOf } from '@cuaso/platform/cases/projection.ts';
import { anonymous } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { createRegistry } from '@cuaso/platform/operations/registry.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { syncPermissions } from '@cuaso/systems/access/sync-permissions.ts';
import { installed } from '@cuaso/systems/index.ts';
import { dimensions, getFigures } from '@cuaso/systems/statistics/get-figures.ts';
import { listDossiers } from '@cuaso/systems/statistics/list-dossiers.ts';
import { measures } from '@cuaso/systems/statistics/measures.ts';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemo } from '../data/demo/load-demo.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;
let platform: Platform;
const system = { kind: 'system', name: 'test' } as const;

beforeAll(async () => {
  world = await openWorld();
  platform = {
    database: world.database,
    clock: systemClock,
    random: (bytes) => randomBytes(bytes),
    memory: new Map(),
    observe: () => undefined,
    report: () => undefined,
  };
  await run(platform, syncPermissions, system, { systems: [...createRegistry(installed).systems] });
  await loadDemo(platform, { password: 'cuaso-thử-nghiệm', dossiers: 240, days: 90 });
}, 240_000);
afterAll(() => world.close());

test('every dossier of the demo is what its events say, column by column', async () => {
  const found = await sql<Record<string, unknown>>`select * from cases.dossier order by id`.execute(world.db);
  expect(found.rows.length).toBeGreaterThan(180);
  const ctx = { tx: world.db, memory: new Map() } as unknown as Context;
  for (const row of found.rows) {
    const events = await loadEvents(ctx, String(row['id']));
    const state = foldDossier(events.map(({ actor: _, actorName: __, ...event }) => event));
    expect(state).toEqual(row['folded']);
    expect(row['seq']).toBe(events.length);
    const definition = await getDefinition(ctx, String(row['definition_id']));
    const calendar = state.calendarVersion === null ? null : await getCalendar(ctx, state.calendarVersion);
    expect(row).toMatchObject(projectionOf(state, definition, calendar));
  }
});

test('the figures add up, along every dimension, and each is the number of the dossiers behind it', async () => {
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  for (const period of [
    { from: day(200), to: day(-1) },
    { from: day(45), to: day(15) },
  ]) {
    const whole = (await run(platform, getFigures, anonymous, period)).total;
    expect(whole.received).toBeGreaterThan(0);
    expect(whole.carried + whole.received).toBe(whole.resolved + whole.withdrawn + whole.in_progress);
    expect(whole.early + whole.on_time + whole.late).toBe(whole.resolved);
    for (const by of dimensions.filter((one) => one !== 'none')) {
      const { total, rows } = await run(platform, getFigures, anonymous, { ...period, by });
      expect({ by, ...total }).toEqual({ by, ...whole });
      for (const measure of measures) {
        const sum = rows.reduce((all, row) => all + row[measure], 0);
        expect({ by, measure, sum }).toEqual({ by, measure, sum: whole[measure] });
      }
    }
    for (const measure of measures) {
      const { total, hidden } = await run(platform, listDossiers, system, { ...period, measure });
      expect({ measure, total, hidden }).toEqual({ measure, total: whole[measure], hidden: 0 });
    }
  }
});

test('the audit of the whole demo is clean', async () => {
  await sql`select audit.seal()`.execute(world.ownerDb);
  const verified = await verifyAudit(world.ownerDb);
  expect(verified.problems).toEqual([]);
}, 120_000);

test('an event that was changed, removed or swapped behind the application is named', async () => {
  const client = new Client(world.connectionOf('superuser'));
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const found = await client.query<{ id: string; seq: number }>(
      `select dossier_id as id, seq from cases.event where seq between 2 and 3 order by dossier_id, seq limit 4`,
    );
    const [changed, removed, swapped, other] = found.rows;
    if (!changed || !removed || !swapped || !other) throw new Error('the demo has too few events');
    const at = (row: { id: string; seq: number }) => [row.id, row.seq];
    await client.query(
      `update cases.event set at = at - interval '1 hour' where dossier_id = $1 and seq = $2`,
      at(changed),
    );
    await client.query('delete from cases.event where dossier_id = $1 and seq = $2', at(removed));
    await client.query(
      `update cases.event e set kind = o.kind, at = o.at, data = o.data from cases.event o
       where (e.dossier_id, e.seq, o.dossier_id, o.seq) in (($1, $2, $3, $4), ($3, $4, $1, $2))`,
      [...at(swapped), ...at(other)],
    );
    const named = (await verifyAudit(world.ownerDb)).problems.map(
      (one) => `${one.kind} ${one.relation ?? ''} ${one.key ?? ''}`,
    );
    expect(named).toContain(`row_changed cases.event ${changed.id}/${changed.seq}`);
    expect(named).toContain(`row_removed cases.event ${removed.id}/${removed.seq}`);
    expect(named).toContain(`row_changed cases.event ${swapped.id}/${swapped.seq}`);
    expect(named).toContain(`row_changed cases.event ${other.id}/${other.seq}`);
  } finally {
    await client.end();
  }
}, 120_000);
