import { Client } from 'pg';
import { embeddedConnection } from '../platform/database/connection.ts';
import { dataFolder } from '../platform/database/data-folder.ts';

/**
 * Fills the province with copies of an open dossier, spread over all agencies, their units and due days: for
 * measurements only, because copies have no events of their own. Gives some of the codes.
 */
export async function manyDossiers(data: string, count: number): Promise<string[]> {
  const client = new Client(embeddedConnection(dataFolder(data), 'superuser'));
  await client.connect();
  try {
    await client.query(
      `select set_config('cuaso.operation', 'bench.fill', false), set_config('cuaso.actor', 'system:bench', false)`,
    );
    await client.query('set session_replication_role = replica');
    await client.query(
      `create temp table place as select row_number() over (order by u.id) - 1 as n, u.agency_id, u.id as unit_id, a.level,
         (select ap.official_id from directory.position p join directory.appointment ap on ap.position_id = p.id
          where p.unit_id = u.id order by ap.official_id limit 1) as official_id
       from directory.unit u join directory.agency a on a.id = u.agency_id where u.kind = 'division'`,
    );
    await client.query(
      `insert into cases.dossier (id, code, code_secret, seq, folded, definition_id, procedure_code, procedure_name, field_code,
         level, agency_id, channel, state, step_key, step_kind, step_title, unit_id, official_id, applicant_name,
         applicant_number, submitted_at, accepted_at, calendar_version, due_at, step_due_at)
       select gen_random_uuid(), '000.00.00.Y99-' || to_char(date '2001-01-01' + (i / 9000), 'YYMMDD') || '-' || lpad((i % 9000 + 1)::text, 4, '0'),
         'bench', d.seq, d.folded, d.definition_id, d.procedure_code, d.procedure_name, d.field_code, p.level, p.agency_id,
         'counter', 'processing', d.step_key, d.step_kind, d.step_title, p.unit_id,
         case when i % 3 = 0 then p.official_id end, 'Người Nộp Số ' || i, '082090' || lpad((i % 1000000)::text, 6, '0'),
         now() - i % 3000 * interval '1 hour', now() - i % 3000 * interval '1 hour', d.calendar_version,
         now() + (i % 700 - 300) * interval '1 hour', now() + interval '1 day'
       from generate_series(1, $1::int) i
       join (select count(*)::int as places from place) c on true
       join place p on p.n = i % c.places
       join (select * from cases.dossier where state = 'processing' limit 1) d on true`,
      [count],
    );
    await client.query('analyze cases.dossier');
    const codes = await client.query<{ code: string }>(
      `select code from cases.dossier where code_secret = 'bench' limit 5000`,
    );
    return codes.rows.map((row) => row.code);
  } finally {
    await client.end();
  }
}
