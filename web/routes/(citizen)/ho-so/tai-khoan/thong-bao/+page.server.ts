import { channels } from '@cuaso/platform/notices/channel.ts';
import { allowDevice } from '@cuaso/systems/notices/allow-device.ts';
import { askZaloWord } from '@cuaso/systems/notices/ask-zalo-word.ts';
import { chooseMyNotices } from '@cuaso/systems/notices/choose-my-notices.ts';
import { getMyChoices } from '@cuaso/systems/notices/get-my-choices.ts';
import { listMyNotices } from '@cuaso/systems/notices/list-my-notices.ts';
import { removeDevice } from '@cuaso/systems/notices/remove-device.ts';
import { trustMyAddress } from '@cuaso/systems/notices/trust-my-address.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 20;
const here = '/ho-so/tai-khoan/thong-bao';

/** How I am told, and what I was told. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 500);
  const search = url.searchParams.get('tim')?.slice(0, 200) ?? '';
  const [mine, sent] = await Promise.all([
    locals.run(getMyChoices, {}),
    locals.run(listMyNotices, { search, limit: perPage, offset: (page - 1) * perPage }),
  ]);
  return { mine, sent, search, page, perPage, done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  chon: formAction(chooseMyNotices, {
    form: 'chon',
    prepare: async (input, { locals }) => {
      const { preferred, wanted, channels: picked, ...rest } = input as Record<string, unknown>;
      const { kinds } = await locals.run(getMyChoices, {});
      const mine = listOf(picked);
      const first = channels.filter((one) => one === preferred && mine.includes(one));
      const wantedKinds = listOf(wanted);
      return {
        ...rest,
        channels: [...first, ...mine.filter((one) => one !== first[0])],
        muted: kinds
          .filter(({ name, choice }) => choice === 'may_mute' && !wantedKinds.includes(name))
          .map(({ name }) => name),
      };
    },
    done: () => `${here}?xong=chon`,
  }),
  'dung-lai': formAction(trustMyAddress, { form: 'dung-lai', done: () => `${here}?xong=dung-lai` }),
  'bat-thiet-bi': formAction(allowDevice, { form: 'thiet-bi', done: () => `${here}?xong=thiet-bi` }),
  'tat-thiet-bi': formAction(removeDevice, { form: 'thiet-bi', done: () => `${here}?xong=tat-thiet-bi` }),
  'noi-zalo': formAction(askZaloWord, { form: 'zalo', done: ({ word }) => ({ word }) }),
};

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
