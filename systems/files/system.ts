import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** Files that people hand in, until a dossier or another thing takes them up. */
export const files = defineSystem({
  name: 'files',
  title: 'Tệp tải lên',
  law: ['Thông tư 32/2017/TT-BTTTT, Điều 7'],
  uses: [],
  permissions: [],
  roles: [],
});
