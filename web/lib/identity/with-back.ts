/** A path of signing in that remembers where the person wanted to go; an empty path is the page itself. */
export function withBack(path: string, back: string): string {
  return back === '' ? path : `${path}?tiep=${encodeURIComponent(back)}`;
}
