// Run as a process of its own: holds the embedded server of a folder and writes rows, one number a line when acknowledged.
import { Pool } from 'pg';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { startEmbeddedServer } from '../../platform/database/embedded-server.ts';
import { reportProblem } from '../../platform/database/problem.ts';

// In a database of its own without the audit: what is tried here is the server.
const folder = dataFolder(process.argv[2]);
const writers = 4;
let next = Number(process.argv[3] ?? 1);

try {
  await startEmbeddedServer(folder);
  const pool = new Pool({ ...embeddedConnection(folder, 'superuser', 'postgres'), max: writers });
  // A killed server ends connections; the next query gets a new one.
  pool.on('error', () => undefined);
  await pool.query('create table if not exists public.acknowledged (n bigint primary key)');
  process.stdout.write('ready\n');
  await Promise.all(Array.from({ length: writers }, () => write(pool)));
} catch (error) {
  process.exitCode = reportProblem(error);
}

async function write(pool: Pool): Promise<void> {
  for (;;) {
    const n = next++;
    const written = await pool.query('insert into public.acknowledged values ($1)', [n]).catch(() => undefined);
    if (written) process.stdout.write(`${n}\n`);
    else await new Promise((done) => setTimeout(done, 20));
  }
}
