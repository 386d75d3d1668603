import { listAccounts } from '@cuaso/systems/identity/list-accounts.ts';
import { lockAccount } from '@cuaso/systems/identity/lock-account.ts';
import { unlockAccount } from '@cuaso/systems/identity/unlock-account.ts';
import { attempt } from '#lib/server/attempt.ts';
import { formAction, localPath } from '#lib/server/form-action.ts';
import type { Runnable } from '#lib/server/platform.ts';
import type { Actions, PageServerLoad } from './$types.js';

const kinds = ['official', 'citizen', 'business'] as const;
const statuses = ['active', 'locked', 'closed'] as const;

/** The accounts within this administrator's reach. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const kind = kinds.find((one) => one === url.searchParams.get('loai'));
  const status = statuses.find((one) => one === url.searchParams.get('trang-thai'));
  const after = url.searchParams.get('sau') ?? undefined;
  const input = { search, ...(kind && { kind }), ...(status && { status }), ...(after && { after }) };
  const { value } = await attempt(locals.run(listAccounts, input));
  const { items = [], next = null } = value ?? {};
  return { search, kind, status, items, next, done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  khoa: on('khoa', lockAccount),
  'mo-khoa': on('mo-khoa', unlockAccount),
};

function on<O extends Runnable>(word: string, operation: O) {
  return formAction(operation, {
    form: word,
    done: (_, { url }) => {
      const kept = new URLSearchParams(
        [...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'xong'),
      );
      kept.set('xong', word);
      return localPath(`/quan-tri/tai-khoan?${kept}`, '/quan-tri/tai-khoan');
    },
  });
}
