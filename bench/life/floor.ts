import { Pool, type PoolClient } from 'pg';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { rateOf } from '../timing.ts';

type Dossier = Record<string, unknown> & { id: string; agency_id: string; folded: unknown };
type Event = { seq: number; kind: string; at: Date; actor: string; actor_name: string; data: unknown };
type Life = { dossier: Dossier; events: Event[] };

/**
 * The same rows as one life leaves (series, dossier, events, and the audit entries that the triggers add), in as many
 * transactions, by hand-written prepared SQL on one connection a client: no HTTP, no checks, no access, no fold.
 */
export async function floorOf(data: string, clients: number, seconds: number) {
  const pool = new Pool({ ...embeddedConnection(dataFolder(data), 'app'), max: clients });
  const life = await sampleOf(pool);
  const connections = await Promise.all(Array.from({ length: clients }, () => pool.connect()));
  let made = Date.now() % 1_000_000_000;
  try {
    return await rateOf(clients, seconds, async (client) => {
      const connection = connections[client];
      if (connection === undefined) throw new Error('no connection');
      made += 1;
      await writeLife(connection, life, made);
    });
  } finally {
    for (const connection of connections) connection.release();
    await pool.end();
  }
}

async function sampleOf(pool: Pool): Promise<Life> {
  const dossiers = await pool.query<Dossier>(
    `select * from cases.dossier where closed_as = 'returned' order by id desc limit 1`,
  );
  const dossier = dossiers.rows[0];
  if (dossier === undefined) throw new Error('no life to copy');
  const events = await pool.query<Event>(
    'select seq, kind, at, actor, actor_name, data from cases.event where dossier_id = $1 order by seq',
    [dossier.id],
  );
  return { dossier, events: events.rows };
}

async function writeLife(connection: PoolClient, { dossier, events }: Life, number: number): Promise<void> {
  const id = crypto.randomUUID();
  await inTransaction(connection, async () => {
    const series = await connection.query<{ last: number }>({
      name: 'series',
      text: `insert into cases.number_series as s values ($1, date '2000-01-01' + ($2::int % 9000), 1)
        on conflict (agency_id, received_on) do update set last = s.last % 9998 + 1 returning last`,
      values: [dossier.agency_id, 1],
    });
    const code = `${String(number % 1000).padStart(3, '0')}.99.99.H99-${String(Math.floor(number / 1000) % 1_000_000).padStart(6, '0')}-${String(series.rows[0]?.last ?? 0).padStart(4, '0')}`;
    await connection.query({ name: 'dossier', text: insertText, values: valuesOf(dossier, id, code) });
    await addEvent(connection, id, events[0]);
  });
  for (const event of merged(events.slice(1))) {
    await inTransaction(connection, async () => {
      await connection.query({
        name: 'lock',
        text: 'select folded, seq, agency_id, definition_id from cases.dossier where id = $1 for update',
        values: [id],
      });
      for (const one of event) await addEvent(connection, id, one);
      await connection.query({
        name: 'update',
        text: updateText,
        values: [
          id,
          event.at(-1)?.seq,
          JSON.stringify(dossier.folded),
          dossier['step_key'],
          dossier['unit_id'],
          dossier['due_at'],
        ],
      });
    });
  }
}

/** Events that one command wrote stand in one transaction. */
function merged(events: readonly Event[]): Event[][] {
  return [...Map.groupBy(events, (event) => `${event.at.getTime()} ${event.actor}`).values()];
}

async function addEvent(connection: PoolClient, id: string, event: Event | undefined): Promise<void> {
  if (event === undefined) return;
  const { seq, kind, at, actor, actor_name: name, data } = event;
  await connection.query({
    name: 'event',
    text: 'insert into cases.event values ($1, $2, $3, $4, $5, $6, $7)',
    values: [id, seq, kind, at, actor, name, JSON.stringify(data)],
  });
}

const columns = [
  'id',
  'code',
  'code_secret',
  'seq',
  'folded',
  'definition_id',
  'procedure_code',
  'procedure_name',
  'field_code',
  'level',
  'agency_id',
  'channel',
  'state',
  'unit_id',
  'applicant_name',
  'applicant_number',
  'submitted_at',
];
const insertText = `insert into cases.dossier (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`;
const updateText = `update cases.dossier set seq = $2, folded = $3, step_key = $4, unit_id = $5, due_at = $6 where id = $1`;

function valuesOf(dossier: Dossier, id: string, code: string): unknown[] {
  return columns.map((column) => {
    if (column === 'id') return id;
    if (column === 'code') return code;
    if (column === 'state') return 'processing';
    return column === 'folded' ? JSON.stringify(dossier.folded) : dossier[column];
  });
}

async function inTransaction(connection: PoolClient, work: () => Promise<void>): Promise<void> {
  await connection.query('begin');
  await connection.query({
    name: 'stamp',
    text: `select set_config('cuaso.operation', $1, true), set_config('cuaso.actor', $2, true), set_config('cuaso.request', $3, true)`,
    values: ['bench.floor', 'system:bench', 'bench'],
  });
  await work();
  await connection.query('commit');
}
