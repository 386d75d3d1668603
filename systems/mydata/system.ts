import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** What the province holds about the person who asks, and who looked at it, when and for what. */
export const mydata = defineSystem({
  name: 'mydata',
  title: 'Dữ liệu của tôi',
  law: ['Nghị định 45/2020/NĐ-CP', 'Luật An toàn thông tin mạng 2015'],
  uses: ['onestop', 'ratings', 'notices', 'payments', 'post', 'services'],
  permissions: [],
  roles: [],
});
