import { fail } from '@sveltejs/kit';
import { valuesOf } from '#lib/server/form-data.ts';
import { sampleDossiers } from './samples.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => ({ dossiers: sampleDossiers });

// The gallery runs no operation: its form always comes back refused, to show how that looks.
export const actions: Actions = {
  thu: async ({ request }) =>
    fail(422, {
      form: '',
      values: valuesOf(await request.formData()),
      errors: {
        'applicant.name': 'Hãy nhập họ và tên như trên giấy tờ.',
        bornOn: 'Ngày sinh không có trong lịch. Ví dụ: 05/03/1990.',
        channel: 'Hãy chọn cách nhận kết quả.',
        scans: 'Hãy chọn ít nhất một tệp.',
      },
      message: 'Còn 4 mục cần xem lại',
    }),
};
