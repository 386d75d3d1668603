// Names the pages that are kept on this device, on the page that is shown when the wanted one is not.
// @ts-check
import { cacheOf, isOwnCache, nobody } from './places.js';

const list = document.querySelector('[data-kept-list]');
if (list instanceof HTMLElement && 'caches' in window) void show(list);

/** @param {HTMLElement} place */
async function show(place) {
  /** @type {Map<string, string>} */
  const titles = new Map();
  for (const name of await caches.keys()) {
    if (!isOwnCache(name) && name !== cacheOf(nobody)) continue;
    const cache = await caches.open(name);
    for (const { url } of (await cache.keys()).toReversed()) {
      const answer = await cache.match(url);
      const title = /<title>([^<]*)<\/title>/.exec((await answer?.text()) ?? '')?.[1];
      if (title) titles.set(url, new DOMParser().parseFromString(title, 'text/html').body.textContent ?? url);
    }
  }
  const items = [...titles].map(([href, title]) => {
    const item = document.createElement('li');
    item.append(Object.assign(document.createElement('a'), { href, textContent: title.replace(/ · Cửa Số$/, '') }));
    return item;
  });
  place.querySelector('ul')?.replaceChildren(...items);
  place.hidden = items.length === 0;
}
