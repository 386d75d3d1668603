import type { Page } from 'playwright-core';
import { type PageRoute, routeOf } from './page-routes.ts';

/** Somebody stands on a page of this route. */
export type Look = (route: string, page: Page) => Promise<void>;

/**
 * Follows the links of a site from these addresses, breadth first, and looks at one page of each route. Gives the
 * routes that were seen, and the addresses that did not answer with a page.
 */
export async function wander(
  page: Page,
  starts: readonly string[],
  routes: readonly PageRoute[],
  look: Look,
): Promise<{ seen: Set<string>; broken: string[] }> {
  const seen = new Set<string>();
  const broken: string[] = [];
  const queue = [...starts];
  const queued = new Set(queue);
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    const wanted = routeOf(routes, pathOf(address));
    if (wanted === undefined || seen.has(wanted) || isFile(address)) continue;
    const answer = await page.goto(address);
    if (answer?.status() !== 200) broken.push(`${answer?.status()} ${address}`);
    const route = routeOf(routes, pathOf(page.url())) ?? wanted;
    seen.add(wanted);
    if (route !== wanted && seen.has(route)) continue;
    seen.add(route);
    await look(route, page);
    for (const link of await linksOf(page)) {
      if (queued.has(link)) continue;
      queued.add(link);
      queue.push(link);
    }
  }
  return { seen, broken };
}

/** What is downloaded under an address that a page could have. */
function isFile(address: string): boolean {
  return /\.(csv|xlsx|json|ics|pdf|xml|txt)$/.test(pathOf(address));
}

function pathOf(address: string): string {
  return new URL(address, 'http://localhost').pathname;
}

/** The links of a page that stay on this site, as path and query. */
function linksOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('a[href]')].filter((a) => a.origin === location.origin).map((a) => a.pathname + a.search)`,
  );
}
