import { Failure } from '@cuaso/kernel/errors.ts';
import { importStatement } from '@cuaso/systems/payments/import-statement.ts';
import { listTransfers } from '@cuaso/systems/payments/list-transfers.ts';
import { receivingAgencies } from '#lib/desk/receiving-agencies.ts';
import { formAction } from '#lib/server/form-action.ts';
import { pageOf } from '#lib/ui/links.ts';
import type { Actions, PageServerLoad } from './$types.js';

const perPage = 50;
const shows = ['open', 'settled', 'all'] as const;

/** The transfers of the statements, each with the order whose code it names. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.min(pageOf(url), 2000);
  const show = shows.find((one) => one === url.searchParams.get('xem')) ?? 'open';
  const found = await locals.run(listTransfers, { show, limit: perPage, offset: (page - 1) * perPage });
  const agencies = await receivingAgencies(locals.run, locals.actor);
  return { page, perPage, show, found, agencies, done: url.searchParams.get('xong') };
};

export const actions: Actions = {
  nhap: formAction(importStatement, {
    form: 'nhap',
    prepare: async (_, __, form) => {
      const file = form.get('text');
      if (!(file instanceof File) || file.size === 0)
        throw new Failure('invalid', 'payments.no_file', { fields: { text: 'Chưa chọn tệp sao kê.' } });
      const text = new TextDecoder('utf-8').decode(await file.arrayBuffer());
      return { agencyId: form.get('agencyId'), fileName: file.name, text };
    },
    done: ({ added }) => `/can-bo/thu-phi/sao-ke?xong=nhap-${added}`,
  }),
};
