import { globSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../platform/database/data-folder.ts';

/** A page of the tree as the router knows it: `/thu-tuc/[code]`. */
export type PageRoute = { route: string; pattern: RegExp };

/** All pages of web/routes; the groups in brackets are not part of an address. */
export function pageRoutes(): PageRoute[] {
  const found = globSync('**/+page.svelte', { cwd: join(projectFolder, 'web', 'routes') });
  const routes = found.map((file) => `/${file.split('/').slice(0, -1).filter(isShown).join('/')}`);
  // Written names before parameters: /tiep-nhan/xong is no procedure of this code.
  return routes
    .toSorted((a, b) => Number(a.includes('[')) - Number(b.includes('[')))
    .map((route) => ({
      route,
      pattern: new RegExp(`^${route.replaceAll('.', '\\.').replace(/\[[^\]]+\]/g, '[^/]+')}$`),
    }));
}

/** The page that an address leads to; documents, files and the API are none. */
export function routeOf(routes: readonly PageRoute[], path: string): string | undefined {
  return routes.find(({ pattern }) => pattern.test(decodeURIComponent(path)))?.route;
}

function isShown(part: string): boolean {
  return !part.startsWith('(');
}
