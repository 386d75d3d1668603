import { removeOrphans } from '@cuaso/platform/files/remove-orphans.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';

/** Removes uploaded files that nothing took up within two days; a job calls it. */
export const removeOrphanFiles = command({
  name: 'files.remove-orphan-files',
  summary: 'Xoá tệp tải lên quá hai ngày mà không gắn với hồ sơ nào',
  input: z.strictObject({}),
  output: z.strictObject({ files: z.int(), contents: z.int() }),
  access: { system: 'Chỉ công việc định kỳ của hệ thống được xoá tệp.' },
  run: (ctx) => removeOrphans(ctx),
});
