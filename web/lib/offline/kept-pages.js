// The pages that are kept on this device: in a cache for everybody, or in that of the one person who is signed in.
// @ts-check
import { cacheOf, isDraftPage, isOwnCache, keptMs, neverKept, nobody, ownerHeader, placeOf } from './places.js';

const keptAtHeader = 'x-cuaso-kept-at';
const mostPublicPages = 80;
const freshMs = 600_000;

/**
 * Keeps a page that came over the line, if it may be kept; whatever it says, nobody else's pages stay.
 * @param {string} address @param {Response} response
 */
export async function keepPage(address, response) {
  const url = new URL(address);
  const owner = response.headers.get(ownerHeader);
  // Without the header it is no page of this site's: a file, or an answer of something in between.
  if (owner !== null) await forgetOthers(owner);
  const place = placeOf(url);
  if (place === undefined || !response.ok || response.type !== 'basic' || response.redirected) return;
  const type = response.headers.get('content-type') ?? '';
  const paper = type.startsWith('application/pdf');
  const whose = owner ?? (paper ? await ownerHere() : undefined);
  if (whose === undefined || whose === neverKept || (place === 'own' && whose === nobody)) return;
  if (!paper && !type.startsWith('text/html')) return;
  const headers = new Headers(response.headers);
  headers.set(keptAtHeader, new Date().toISOString());
  const cache = await caches.open(cacheOf(whose));
  await cache.put(keyOf(url), new Response(await response.blob(), { headers }));
  if (whose === nobody) await dropOldest(cache);
}

/** The kept copy of a page with a line on top that says so. @param {string} address @returns {Promise<Response | undefined>} */
export async function keptPage(address) {
  const url = new URL(address);
  if (placeOf(url) === undefined) return undefined;
  const names = (await caches.keys()).filter((name) => isOwnCache(name) || name === cacheOf(nobody));
  // The person's own before what everybody sees: it has the name in the corner.
  for (const name of names.toSorted((a, b) => Number(isOwnCache(b)) - Number(isOwnCache(a)))) {
    const found = await (await caches.open(name)).match(keyOf(url));
    if (found !== undefined && !isOver(found)) return marked(found);
  }
  return undefined;
}

/** Whether a page is here already and was fetched just now. @param {string} address */
export async function isFresh(address) {
  for (const name of await caches.keys()) {
    const found = isOwnCache(name) ? await (await caches.open(name)).match(keyOf(new URL(address))) : undefined;
    if (found && Date.now() - Date.parse(found.headers.get(keptAtHeader) ?? '') < freshMs) return true;
  }
  return false;
}

/** Forgets everything that belongs to a person. */
export async function forgetPeople() {
  for (const name of await caches.keys()) if (isOwnCache(name)) await caches.delete(name);
}

/** Forgets what has been here for longer than a week. */
export async function forgetOld() {
  for (const name of await caches.keys()) {
    if (!isOwnCache(name) && name !== cacheOf(nobody)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const found = await cache.match(request);
      if (found !== undefined && isOver(found)) await cache.delete(request);
    }
  }
}

/** @param {string} owner */
async function forgetOthers(owner) {
  for (const name of await caches.keys()) if (isOwnCache(name) && name !== cacheOf(owner)) await caches.delete(name);
}

/** Whose pages are here: a paper does not say it itself. @returns {Promise<string | undefined>} */
async function ownerHere() {
  return (await caches.keys()).find(isOwnCache)?.slice(cacheOf('').length);
}

/** A draft's page is one page, whatever way led to it. @param {URL} url */
function keyOf(url) {
  return isDraftPage(url.pathname) ? url.origin + url.pathname : url.origin + url.pathname + url.search;
}

/** @param {Response} response */
function isOver(response) {
  const keptAt = Date.parse(response.headers.get(keptAtHeader) ?? '');
  return !(Date.now() - keptAt < keptMs);
}

/** @param {Response} kept */
async function marked(kept) {
  if (!kept.headers.get('content-type')?.startsWith('text/html')) return kept;
  const at = kept.headers.get(keptAtHeader) ?? '';
  const when = new Date(at).toLocaleString('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  const line = `<div class="cs-wide cs-offline" role="status"><p>Không có mạng. Đang xem bản lưu lúc ${when}; nội dung có thể đã thay đổi.</p></div>`;
  const html = (await kept.text())
    .replace('<html ', `<html data-kept-at="${at}" `)
    .replace(/<main\b[^>]*>/, (main) => main + line);
  return new Response(html, { headers: kept.headers });
}

/** @param {Cache} cache */
async function dropOldest(cache) {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - mostPublicPages))) await cache.delete(key);
}
