import { Failure } from '@cuaso/kernel/errors.ts';
import { importReport } from '@cuaso/systems/post/import-report.ts';
import { listReports } from '@cuaso/systems/post/list-reports.ts';
import { receivingAgencies } from '#lib/desk/receiving-agencies.ts';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The reports of the post, and what was wrong with them. */
export const load: PageServerLoad = async ({ locals, url }) => ({
  agencies: await receivingAgencies(locals.run, locals.actor),
  reports: (await locals.run(listReports, {})).rows,
  done: url.searchParams.get('xong'),
});

export const actions: Actions = {
  nhap: formAction(importReport, {
    form: 'nhap',
    prepare: async (_, __, form) => {
      const file = form.get('text');
      if (!(file instanceof File) || file.size === 0)
        throw new Failure('invalid', 'post.no_file', { fields: { text: 'Chưa chọn tệp.' } });
      const text = new TextDecoder('utf-8').decode(await file.arrayBuffer());
      return { agencyId: form.get('agencyId'), fileName: file.name, text };
    },
    done: ({ reportId }) => `/can-bo/buu-chinh/nhap?xong=${reportId}`,
  }),
};
