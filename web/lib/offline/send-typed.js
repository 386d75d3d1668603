// Sends a page of a draft as it was typed to the action that saves while one types.
// @ts-check

/**
 * What came of it. `elsewhere`: another device saved this page meanwhile. `refused`: it will never be taken like this.
 * @typedef {{ kind: 'saved', mark: string } | { kind: 'no_line' | 'signed_out' | 'elsewhere' | 'later' }
 *   | { kind: 'refused', message: string }} Outcome
 */

/**
 * @param {{ path: string, entries: [string, string][], mark: string }} page
 * @returns {Promise<Outcome>}
 */
export async function sendTyped({ path, entries, mark }) {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  if (mark !== '') body.set('_moc', mark);
  const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(`${path}?/luu`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      keepalive: isSmall(entries),
    });
  } catch {
    return { kind: 'no_line' };
  }
  if (answer.type === 'opaqueredirect' || answer.status === 401) return { kind: 'signed_out' };
  /** @type {{ type?: string, status?: number, data?: string }} */
  const result = await answer.json().catch(() => ({}));
  if (result.type === 'redirect') return { kind: 'signed_out' };
  if (result.type === 'success') return { kind: 'saved', mark: String(said(result.data, 'mark') ?? '') };
  if (result.type !== 'failure') return { kind: 'later' };
  if (said(result.data, 'elsewhere') === true) return { kind: 'elsewhere' };
  const status = result.status ?? 500;
  if (status === 429 || status >= 500) return { kind: 'later' };
  return { kind: 'refused', message: String(said(result.data, 'message') ?? 'Chưa gửi được.') };
}

/** A browser lets at most 64 kB outlive the page. @param {[string, string][]} entries */
function isSmall(entries) {
  return entries.reduce((sum, [name, value]) => sum + name.length + value.length * 3 + 100, 0) < 50_000;
}

/** A field of what an action gives back: a list whose first entry names the places of the fields. @param {string | undefined} data @param {string} name @returns {unknown} */
function said(data, name) {
  const list = JSON.parse(data ?? '[]');
  const at = list[0]?.[name];
  return typeof at === 'number' ? list[at] : undefined;
}
