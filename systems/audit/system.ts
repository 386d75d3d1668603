import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** Who did and who saw what, and the hash with which anybody can show that nothing of it was changed. */
export const audit = defineSystem({
  name: 'audit',
  title: 'Nhật ký hệ thống',
  law: ['Luật An toàn thông tin mạng 2015', 'Nghị định 85/2016/NĐ-CP'],
  uses: [],
  permissions: [{ name: 'audit.view', title: 'Xem nhật ký hệ thống' }],
  roles: [{ duty: 'administrator', grants: [{ permission: 'audit.view', reach: 'agency' }] }],
});
