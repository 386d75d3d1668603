// Search over the catalogue, with tones, without, and with typing mistakes, against one select by key on the same
// connection. node bench/search/run.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../test/server-process.ts';
import { hangUp, send } from '../http-client.ts';
import { percentile, shown, timed, type Times } from '../timing.ts';

const queries = [
  'đăng ký khai sinh',
  'dang ky khai sinh',
  'dang ky khia sinh',
  'giay phep xay dụng',
  'gpxd',
  'kết hôm',
  'hộ kinh doanh',
  'chung thuc ban sao',
  'sổ đỏ',
  'ly lich tu phap',
  'dangkykhaisinh',
  'tro cap nguoi cao tuoi',
];
const data = mkdtempSync(join(tmpdir(), 'cuaso-bench-'));
const server = await startServer(data, { CUASO_LIMITS: 'off' }, 180_000);
try {
  const times: Times = new Map();
  const search = (q: string) =>
    send(`${server.address}/api/procedures/search-procedures?q=${encodeURIComponent(q)}&limit=20`);
  for (const q of queries) await search(q);
  for (let round = 0; round < 30; round += 1) {
    for (const q of queries) await timed(times, q, () => search(q));
    await timed(times, '(floor: one procedure by key)', () =>
      send(`${server.address}/api/procedures/list-versions?code=1.001193`),
    );
  }
  console.log('over HTTP, one client, p50 / p95 ms (aim: under 50):');
  for (const [q, all] of times)
    console.log(`  ${q.padEnd(32)} ${shown(percentile(all, 0.5))} / ${shown(percentile(all, 0.95))}`);
} finally {
  hangUp();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
