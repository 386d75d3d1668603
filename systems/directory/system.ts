import { defineSystem } from '@cuaso/platform/operations/registry.ts';
import { duties } from '@cuaso/platform/directory/province.ts';

/** Agencies, units, positions, officials and administrative divisions, each with its periods and successors. */
export const directory = defineSystem({
  name: 'directory',
  title: 'Danh bạ cơ quan, cán bộ và địa giới',
  law: ['QCVN 102:2016/BTTTT', 'Quyết định 124/2004/QĐ-TTg', 'Luật Tổ chức chính quyền địa phương 2015'],
  uses: [],
  permissions: [
    { name: 'directory.view', title: 'Xem danh bạ cán bộ' },
    { name: 'directory.manage', title: 'Cập nhật cơ quan, đơn vị, vị trí, bổ nhiệm' },
  ],
  roles: [
    ...duties.map((duty) => ({ duty, grants: [{ permission: 'directory.view', reach: 'province' as const }] })),
    { duty: 'administrator', grants: [{ permission: 'directory.manage', reach: 'below' }] },
  ],
});
