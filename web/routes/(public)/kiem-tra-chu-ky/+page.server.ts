import { Failure } from '@cuaso/kernel/errors.ts';
import { checkFile } from '@cuaso/systems/signing/check-file.ts';
import { refuse } from '#lib/server/form-action.ts';
import { maxCheckedMb } from '#lib/signing/checked-file.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Who checks a file leaves nothing behind, not in a cache either. */
export const load: PageServerLoad = ({ setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    try {
      const file = fileIn(form, 'file');
      const content = fileIn(form, 'content');
      const files = { ...(file && { file }), ...(content && { content }) };
      if (file === undefined) throw wrong('file', 'Chưa chọn tệp cần kiểm tra.');
      const checked = await event.locals.run(checkFile, files);
      return { checked, fileName: file.name, withContent: content !== undefined };
    } catch (thrown) {
      return refuse(thrown, event, form);
    }
  },
};

/** A chosen file that is not too large; nothing where none was chosen. */
function fileIn(form: FormData, name: string): File | undefined {
  const file = form.get(name);
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return undefined;
  if (file.size === 0) throw wrong(name, `Tệp “${file.name}” rỗng.`);
  if (file.size > maxCheckedMb * 1024 * 1024) throw wrong(name, `Tệp “${file.name}” lớn hơn ${maxCheckedMb} MB.`);
  return file;
}

function wrong(name: string, sentence: string): Failure {
  return new Failure('invalid', 'signing.file_unreadable', {
    messageVi: 'Chưa kiểm tra được.',
    fields: { [name]: sentence },
  });
}
