import { isFailure } from '@cuaso/kernel/errors.ts';
import { answerTus, sentenceOf, type UploadDoor } from '@cuaso/platform/files/tus-door.ts';
import { appendUpload } from '@cuaso/systems/files/append-upload.ts';
import { beginUpload } from '@cuaso/systems/files/begin-upload.ts';
import { dropUpload } from '@cuaso/systems/files/drop-upload.ts';
import { finishUpload } from '@cuaso/systems/files/finish-upload.ts';
import { getUpload } from '@cuaso/systems/files/get-upload.ts';
import { json } from '@sveltejs/kit';
import { statusOfKind } from '#lib/server/failure-texts.ts';
import type { RequestHandler } from './$types.js';

const path = '/tai-tep';

/** Resumable uploads: the protocol's requests, each as an operation of the signed-in person. */
const answer: RequestHandler = ({ request, locals }) => answerTus(request, path, doorOf(locals));
export { answer as DELETE, answer as HEAD, answer as OPTIONS, answer as PATCH, answer as POST };

/** The file that came of an upload, once it is whole; a file that is not taken is given up, and the sentence says why. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const uploadId = params.ma;
  try {
    const { id: fileId, name, size, mediaType } = await locals.run(finishUpload, { uploadId });
    return json({ fileId, name, size, mediaType });
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    if (thrown.kind === 'invalid') await locals.run(dropUpload, { uploadId });
    return json({ message: sentenceOf(thrown) }, { status: statusOfKind[thrown.kind] });
  }
};

function doorOf({ run }: App.Locals): UploadDoor {
  return {
    begin: async (name, size) => (await run(beginUpload, { name: name || 'tep', size })).uploadId,
    append: async (uploadId, offset, bytes) =>
      (await run(appendUpload, { uploadId, offset, base64: bytes.toString('base64') })).received,
    get: (uploadId) => run(getUpload, { uploadId }),
    drop: (uploadId) => run(dropUpload, { uploadId }),
  };
}
