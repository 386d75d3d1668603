import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDemo, rowsOf, startDemo } from '../browser/demo.ts';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await startDemo();
}, 300_000);
afterAll(async () => {
  await demo?.stop();
});

/** The addresses that a page links to, without what follows `#`. */
async function linksOf(path: string): Promise<string[]> {
  const answer = await fetch(demo.address + path, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.headers.get('content-type')?.includes('html') !== true) return [];
  const html = await answer.text();
  return [...html.matchAll(/<a\b[^>]*?href="(\/[^"#]*)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
}

/** How many clicks from the home page lead to each address; pages that only list are opened, procedures need not be. */
async function clicksFromHome(most: number): Promise<Map<string, number>> {
  const clicks = new Map([['/', 0]]);
  let open = ['/'];
  for (let click = 1; click <= most; click += 1) {
    const next: string[] = [];
    for (const page of open) {
      for (const link of await linksOf(page)) {
        if (clicks.has(link)) continue;
        clicks.set(link, click);
        if (/^\/(su-kien|thu-tuc\/(linh-vuc|co-quan))(\/|$)/.test(link)) next.push(link);
      }
    }
    open = next;
  }
  return clicks;
}

test('every procedure is at most three clicks from the home page', { timeout: 120_000 }, async () => {
  const clicks = await clicksFromHome(3);
  const all = await rowsOf<{ path: string }>(
    demo,
    `select '/thu-tuc/' || procedure_code as path from procedures.version where upper(valid) is null
     union all select '/thu-tuc/danh-muc/' || code from procedures.listed`,
  );
  expect(all.length).toBeGreaterThan(1600);
  expect(all.filter(({ path }) => !clicks.has(path))).toEqual([]);
  expect(Math.max(...all.map(({ path }) => clicks.get(path) ?? 99))).toBeLessThanOrEqual(3);
});

test('the sitemap names every procedure in force, and robots.txt names the sitemap', async () => {
  const sitemap = await (await fetch(`${demo.address}/sitemap.xml`)).text();
  const codes = await rowsOf<{ code: string }>(
    demo,
    'select procedure_code as code from procedures.version where upper(valid) is null',
  );
  expect(codes.filter(({ code }) => !sitemap.includes(`/thu-tuc/${code}</loc>`))).toEqual([]);
  const robots = await (await fetch(`${demo.address}/robots.txt`)).text();
  expect(robots).toContain(`Sitemap: ${demo.address}/sitemap.xml`);
  expect(robots).toContain('Disallow: /can-bo');
});

test('the list is saved as CSV and as Excel with all its pages', async () => {
  const csv = await fetch(`${demo.address}/thu-tuc/danh-sach.csv?q=khai+sinh`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect((await csv.text()).split('\n').length).toBeGreaterThan(5);
  const xlsx = Buffer.from(await (await fetch(`${demo.address}/thu-tuc/danh-sach.xlsx`)).arrayBuffer());
  expect(xlsx.subarray(0, 2).toString()).toBe('PK');
});
