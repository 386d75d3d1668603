// What was typed into the pages of drafts, on this device only, until the province has it.
// @ts-check

/**
 * One page as it was typed last. `mark` is what the province's copy was like then; `held` says why it waits for the person.
 * @typedef {{ key: string, owner: string, path: string, entries: [string, string][], mark: string, typedAt: number,
 *   unsent: boolean, held?: string }} TypedPage
 */

const store = 'page';
const keptMs = 30 * 86_400_000;

/** @param {string} owner @param {string} path */
export function keyOf(owner, path) {
  return `${owner} ${path}`;
}

/** @param {TypedPage} page @returns {Promise<unknown>} */
export function keepTyped(page) {
  return within('readwrite', (pages) => pages.put(page));
}

/** @param {string} owner @param {string} path @returns {Promise<TypedPage | undefined>} */
export function findTyped(owner, path) {
  return /** @type {Promise<TypedPage | undefined>} */ (within('readonly', (pages) => pages.get(keyOf(owner, path))));
}

/** @param {string} key @returns {Promise<unknown>} */
export function dropTyped(key) {
  return within('readwrite', (pages) => pages.delete(key));
}

/** All pages on this device, whoever typed them, oldest first; what was left for a month is forgotten. @returns {Promise<TypedPage[]>} */
export async function allTyped() {
  const found = /** @type {TypedPage[]} */ (await within('readonly', (pages) => pages.getAll()));
  const old = found.filter((one) => Date.now() - one.typedAt > keptMs);
  for (const one of old) await dropTyped(one.key);
  return found.filter((one) => !old.includes(one)).toSorted((a, b) => a.typedAt - b.typedAt);
}

/** @param {string} owner */
export async function dropAllOf(owner) {
  for (const one of await allTyped()) if (one.owner === owner) await dropTyped(one.key);
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('cuaso-typed', 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store, { keyPath: 'key' }));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no database')));
  });
}

/** @param {IDBTransactionMode} mode @param {(pages: IDBObjectStore) => IDBRequest} act @returns {Promise<unknown>} */
async function within(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')));
    });
  } finally {
    database.close();
  }
}
