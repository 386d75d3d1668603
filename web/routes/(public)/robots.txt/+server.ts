import type { RequestHandler } from './$types.js';

const closed = [
  '/api/',
  '/can-bo',
  '/quan-tri',
  '/ho-so',
  '/nop-ho-so',
  '/tra-cuu/',
  '/ket-qua/',
  '/goi-y',
  '/dang-xuat',
  '/tep/',
];

/** What search engines may read: the catalogue and its pages, nothing that belongs to a person. */
export const GET: RequestHandler = ({ url }) => {
  const lines = [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${url.origin}/sitemap.xml`,
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  });
};
