import { listReaders } from '@cuaso/systems/mydata/list-readers.ts';
import { purposeOf } from '#lib/mydata/purposes.ts';
import { withParams } from '#lib/ui/links.ts';
import type { PageServerLoad } from './$types.js';

/** Who looked at the data of the person who is signed in, the newest first. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const asked = Number(url.searchParams.get('sau'));
  const after = Number.isSafeInteger(asked) && asked > 0 ? { beforeId: asked } : {};
  const { rows, nextBeforeId } = await locals.run(listReaders, { ...after, limit: 50 });
  return {
    rows: rows.map((row) => ({ ...row, purpose: purposeOf(row.operation) })),
    older: nextBeforeId === null ? undefined : withParams(url, { sau: nextBeforeId }),
    newest: 'beforeId' in after ? url.pathname : undefined,
  };
};
