/** The secret stands in the address: no other site, no search engine and no shared cache may learn it. */
export const originalHeaders = {
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/** The secret of the paper that an address carries. */
export function secretIn(url: URL): string {
  return (url.searchParams.get('k') ?? '').slice(0, 64);
}
