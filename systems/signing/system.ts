import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/**
 * Digital signatures: the inventory of certificates with their devices, signing sessions in four ways, the check of any
 * signed file, and the evidence that is kept. Signing and checking follow circular 41/2017/TT-BTTTT, the look of a
 * signature Decree 30/2020/NĐ-CP annex I.
 */
export const signing = defineSystem({
  name: 'signing',
  title: 'Chữ ký số',
  law: [
    'Luật Giao dịch điện tử 20/2023/QH15',
    'Nghị định 130/2018/NĐ-CP',
    'Nghị định 23/2025/NĐ-CP',
    'Nghị định 30/2020/NĐ-CP',
    'Thông tư 41/2017/TT-BTTTT',
  ],
  uses: [],
  permissions: [
    { name: 'signing.view', title: 'Xem chứng thư số' },
    { name: 'signing.manage', title: 'Quản lý chứng thư số, thiết bị ký và nơi tin cậy' },
    { name: 'signing.seal', title: 'Ký số bằng chứng thư của cơ quan (đóng dấu)' },
  ],
  roles: [
    { duty: 'leader', grants: [{ permission: 'signing.view', reach: 'agency' }] },
    {
      duty: 'records_clerk',
      grants: [
        { permission: 'signing.view', reach: 'agency' },
        { permission: 'signing.seal', reach: 'agency' },
      ],
    },
    {
      duty: 'administrator',
      grants: [
        { permission: 'signing.view', reach: 'province' },
        { permission: 'signing.manage', reach: 'province' },
      ],
    },
  ],
});
