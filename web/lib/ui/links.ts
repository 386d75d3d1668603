/** The part of an address that lists need; `page.url` and `event.url` both have it. */
export type Address = { pathname: string; search: string; searchParams: { get(name: string): string | null } };

/** How a list is sorted, as the address says it. */
export type Sort = { key: string; direction: 'asc' | 'desc' };

/** The address of this page with some parameters changed; `null` takes one out. Keeps filters while paging. */
export function withParams(url: Address, changes: Readonly<Record<string, string | number | null>>): string {
  const params = new URLSearchParams(url.search);
  const actions = [...params.keys()].filter((name) => name.startsWith('/'));
  for (const name of actions) params.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : url.pathname;
}

/** The sort that the address asks for: `?sap-xep=due` up, `?sap-xep=-due` down. */
export function sortOf(url: Address): Sort | undefined {
  const wanted = url.searchParams.get('sap-xep');
  if (!wanted) return undefined;
  return wanted.startsWith('-') ? { key: wanted.slice(1), direction: 'desc' } : { key: wanted, direction: 'asc' };
}

/** The address that sorts by this column; the other way round if it is sorted by it already. Starts at page one. */
export function sortHref(url: Address, key: string): string {
  const now = sortOf(url);
  const next = now?.key === key && now.direction === 'asc' ? `-${key}` : key;
  return withParams(url, { 'sap-xep': next, trang: null, sau: null, truoc: null });
}

/** The page number that the address asks for, from 1. */
export function pageOf(url: Address): number {
  const wanted = Number(url.searchParams.get('trang'));
  return Number.isInteger(wanted) && wanted > 0 && wanted < 1_000_000 ? wanted : 1;
}
