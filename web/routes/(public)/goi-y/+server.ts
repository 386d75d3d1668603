import { findSuggestions } from '@cuaso/systems/finding/find-suggestions.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

const addressOf = { event: '/su-kien/', procedure: '/thu-tuc/', listed: '/thu-tuc/danh-muc/' } as const;

/** What may be meant by what was typed so far, for the list below a search field; the same words may be kept a while. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const q = url.searchParams.get('q')?.slice(0, 100) ?? '';
  const { rows } = await locals.run(findSuggestions, { q });
  const lines = rows.map(({ kind, ref, title, note }) => ({
    href: addressOf[kind] + encodeURIComponent(ref),
    title,
    note: kind === 'event' ? 'Sự kiện đời sống' : note,
  }));
  return json(lines, { headers: { 'cache-control': 'public, max-age=300' } });
};
