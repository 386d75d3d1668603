// The floor: node:http, one prepared select by key, no checks, no headers, no log.
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';

const pool = new Pool({ ...embeddedConnection(dataFolder(process.argv[2]), 'app'), max: 10 });
const server = createServer(async (request, response) => {
  const code = new URL(request.url ?? '/', 'http://localhost').searchParams.get('code');
  const text = 'select state from cases.dossier where code = $1';
  const found = await pool.query<{ state: string }>({ name: 'by_code', text, values: [code] });
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ code, found: found.rows.length === 1, completion: found.rows[0] ? 'in_progress' : null }),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
