import { listEvents } from '@cuaso/systems/finding/list-events.ts';
import { listCodes } from '@cuaso/systems/procedures/list-codes.ts';
import { listShelves } from '@cuaso/systems/procedures/list-shelves.ts';
import type { RequestHandler } from './$types.js';

const pages = [
  '/',
  '/su-kien',
  '/thu-tuc',
  '/thu-tuc/linh-vuc',
  '/thu-tuc/co-quan',
  '/cau-hoi',
  '/muc-do-truc-tuyen',
  '/thong-ke',
  '/tra-cuu',
];

/** The addresses that search engines should know (sitemaps.org, 0.9). */
export const GET: RequestHandler = async ({ locals, url }) => {
  const [codes, shelves, events] = await Promise.all([
    locals.run(listCodes, {}),
    locals.run(listShelves, {}),
    locals.run(listEvents, {}),
  ]);
  const line = (path: string, changedOn?: string) =>
    `<url><loc>${url.origin}${path}</loc>${changedOn === undefined ? '' : `<lastmod>${changedOn}</lastmod>`}</url>`;
  const lines = [
    ...pages.map((path) => line(path)),
    ...events.rows.map(({ key }) => line(`/su-kien/${key}`)),
    ...shelves.rows.map(({ code }) => line(`/thu-tuc/linh-vuc/${encodeURIComponent(code)}`)),
    ...codes.rows.map(({ code, publishedOn }) => line(`/thu-tuc/${encodeURIComponent(code)}`, publishedOn)),
  ];
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`;
  return new Response(text, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
