import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** Online public services: file, follow, supplement, withdraw, look up. */
export const services = defineSystem({
  name: 'services',
  title: 'Cổng dịch vụ công',
  law: ['Nghị định 61/2018/NĐ-CP', 'Thông tư 32/2017/TT-BTTTT'],
  uses: ['procedures', 'onestop', 'payments', 'notices', 'post'],
  permissions: [],
  roles: [],
});
