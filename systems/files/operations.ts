import { erased } from '@cuaso/platform/operations/registry.ts';
import { appendUpload } from './append-upload.ts';
import { beginUpload } from './begin-upload.ts';
import { downloadOwnFile } from './download-own-file.ts';
import { dropUpload } from './drop-upload.ts';
import { finishUpload } from './finish-upload.ts';
import { forgetUploads } from './forget-uploads.ts';
import { getUpload } from './get-upload.ts';
import { removeOrphanFiles } from './remove-orphan-files.ts';
import { uploadFile } from './upload-file.ts';

/** Every operation of this system. */
export const operations = [
  appendUpload,
  beginUpload,
  downloadOwnFile,
  dropUpload,
  finishUpload,
  forgetUploads,
  getUpload,
  removeOrphanFiles,
  uploadFile,
].map(erased);
