import { erased } from '@cuaso/platform/operations/registry.ts';
import { downloadOwnFile } from './download-own-file.ts';
import { removeOrphanFiles } from './remove-orphan-files.ts';
import { uploadFile } from './upload-file.ts';

/** Every operation of this system. */
export const operations = [downloadOwnFile, removeOrphanFiles, uploadFile].map(erased);
