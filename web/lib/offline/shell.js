// What pages are drawn with: styles, fonts, scripts. Their names change with their content, so what is here is right.
// @ts-check
import { keptMs, offlinePage } from './places.js';

const prefix = 'cuaso-shell-';
const endedMark = '/_app/ended';
const alwaysNeeded = ['/bieu-trung.svg', '/bieu-tuong-192.png'];

/** @param {string} version */
export async function keepShell(version) {
  const cache = await caches.open(prefix + version);
  await cache.addAll(alwaysNeeded);
  // Without cookies: the page for everybody, whoever is signed in.
  const page = await fetch(offlinePage, { credentials: 'omit', cache: 'no-store' });
  if (!page.ok) throw new Error(`no ${offlinePage}: ${page.status}`);
  await keepAssetsOf(version, await page.clone().text());
  await cache.put(offlinePage, page);
}

/** Keeps what this page names and what its styles name. @param {string} version @param {string} html */
export async function keepAssetsOf(version, html) {
  const cache = await caches.open(prefix + version);
  const named = html.matchAll(/(?:href|src)="((?:\.{0,2}\/)*_app\/[^"]+)"/g);
  const addresses = [...named].map((match) => new URL(match[1] ?? '', self.location.origin).href);
  for (const address of new Set(addresses)) {
    if (await cache.match(address)) continue;
    const answer = await fetch(address);
    if (answer.ok) await cache.put(address, answer);
  }
}

/** @param {URL} url */
export function isAsset(url) {
  return url.pathname.startsWith('/_app/immutable/') || alwaysNeeded.includes(url.pathname);
}

/** @param {string} version @param {Request} request */
export async function assetOf(version, request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200 && answer.type === 'basic') {
    const cache = await caches.open(prefix + version);
    await cache.put(request, answer.clone());
  }
  return answer;
}

/** @param {string} version */
export async function shownWhenNothingIsKept(version) {
  const cache = await caches.open(prefix + version);
  return (await cache.match(offlinePage)) ?? Response.error();
}

/** What older versions were drawn with stays as long as their pages may. @param {string} version */
export async function forgetOldShells(version) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix) || name === prefix + version) continue;
    const cache = await caches.open(name);
    const ended = await cache.match(endedMark);
    if (ended === undefined) await cache.put(endedMark, new Response(new Date().toISOString()));
    else if (Date.now() - Date.parse(await ended.text()) > keptMs) await caches.delete(name);
  }
}
