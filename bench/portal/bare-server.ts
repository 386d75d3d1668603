// The floor of bench/portal: a bare HTTP server that sends a page of the same size, kept in memory.
// node bench/portal/bare-server.ts BYTES
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const page = randomBytes(Math.ceil(Number(process.argv[2] ?? 30_000) / 2)).toString('hex');
const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
