import { Failure, isFailure } from '@cuaso/kernel/errors.ts';
import { uploadFile } from '@cuaso/systems/files/upload-file.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { keptName, keptOf, keptText } from '../filing/kept-file.ts';
import { textOf } from './failure-texts.ts';

/**
 * The files of a form by paper: uploads what was chosen now and adds it to what was uploaded before, so that a form
 * that comes back for any reason keeps its files. A file that is not taken is told beside its paper.
 */
export async function takeFiles(
  form: FormData,
  event: RequestEvent,
  paperKeys: readonly string[],
): Promise<{ key: string; fileIds: string[] }[]> {
  const problems: Record<string, string> = {};
  for (const key of paperKeys) {
    for (const file of form.getAll(`papers.${key}`)) {
      if (typeof file === 'string' || (file.size === 0 && file.name === '')) continue;
      try {
        const { id: fileId, name, size } = await event.locals.run(uploadFile, { file });
        form.append(keptName(key), keptText({ fileId, size, name }));
      } catch (thrown) {
        problems[`papers.${key}`] = `${file.name}: ${sentenceOf(thrown)}`;
      }
    }
    form.delete(`papers.${key}`);
  }
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'services.files_refused', { fields: problems });
  return paperKeys
    .map((key) => ({ key, fileIds: keptOf(form.getAll(keptName(key))).map((kept) => kept.fileId) }))
    .filter((paper) => paper.fileIds.length > 0);
}

/** What is wrong with a file; anything that is no refusal is a bug and goes on. */
function sentenceOf(thrown: unknown): string {
  if (!isFailure(thrown)) throw thrown;
  const fields = thrown.details['fields'] as Record<string, string> | undefined;
  return fields?.['file'] ?? textOf(thrown);
}
