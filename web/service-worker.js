// Lets the site be read without a line: pages that were opened are kept, styles come from the device, no form ever does.
// @ts-check
import { version } from '$app/env';
import { forgetOld, forgetPeople, isFresh, keepPage, keptPage } from '#lib/offline/kept-pages.js';
import { placeOf } from '#lib/offline/places.js';
import {
  assetOf,
  forgetOldShells,
  isAsset,
  keepAssetsOf,
  keepShell,
  shownWhenNothingIsKept,
} from '#lib/offline/shell.js';

/**
 * What of a service worker is used here.
 * @typedef {{ waitUntil(work: Promise<unknown>): void, request: Request, data: unknown,
 *   respondWith(answer: Promise<Response>): void }} Happening
 * @typedef {{ addEventListener(name: 'install' | 'activate' | 'fetch' | 'message', act: (event: Happening) => void): void,
 *   skipWaiting(): Promise<void>, clients: { claim(): Promise<void> }, location: Location }} Worker
 */
const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell(version).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOldShells(version), forgetOld(), worker.clients.claim()]));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method !== 'GET') {
    // Whoever signs out leaves nothing here, even if the line breaks in the middle.
    if (url.pathname === '/dang-xuat') event.waitUntil(forgetPeople());
    return;
  }
  if (isAsset(url)) event.respondWith(assetOf(version, request));
  else if (request.mode === 'navigate') event.respondWith(pageFor(event));
});

/** Pages ask for what should be there when the line is gone. */
worker.addEventListener('message', (event) => {
  const { keep } = /** @type {{ keep?: unknown }} */ (event.data ?? {});
  if (Array.isArray(keep)) event.waitUntil(keepAll(keep.slice(0, 20).map(String)));
});

/** @param {Happening} event */
async function pageFor(event) {
  try {
    const answer = await fetch(event.request);
    const kept = answer.clone();
    event.waitUntil(keepPage(event.request.url, kept).then(forgetOld));
    return answer;
  } catch (cause) {
    const kept = await keptPage(event.request.url);
    if (kept !== undefined) return kept;
    if (!(cause instanceof TypeError)) throw cause;
    return shownWhenNothingIsKept(version);
  }
}

/** @param {string[]} addresses */
async function keepAll(addresses) {
  for (const address of addresses) {
    const url = new URL(address, worker.location.origin);
    if (url.origin !== worker.location.origin || placeOf(url) === undefined || (await isFresh(url.href))) continue;
    const answer = await fetch(url.href, { headers: { accept: 'text/html' } });
    await keepAssetsOf(version, await answer.clone().text());
    await keepPage(url.href, answer);
  }
}
