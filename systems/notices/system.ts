import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/**
 * Notices: people are told what happens to their dossiers by e-mail, SMS, Zalo and on their devices (Decree 61/2018, art. 17
 * and 19: informing by e-mail, SMS or telephone), each message with its log, its receipts and its wording by version.
 */
export const notices = defineSystem({
  name: 'notices',
  title: 'Thông báo',
  law: ['Nghị định 61/2018/NĐ-CP', 'Nghị định 91/2020/NĐ-CP'],
  uses: [],
  permissions: [
    { name: 'notices.view', title: 'Xem hộp thư đi và nhật ký thông báo' },
    { name: 'notices.resend', title: 'Gửi lại thông báo' },
    { name: 'notices.edit', title: 'Soạn và công bố mẫu thông báo' },
  ],
  roles: [
    {
      duty: 'one_stop_clerk',
      grants: [
        { permission: 'notices.view', reach: 'agency', confidentiality: 'personal' },
        { permission: 'notices.resend', reach: 'agency', confidentiality: 'personal' },
      ],
    },
    { duty: 'leader', grants: [{ permission: 'notices.view', reach: 'below', confidentiality: 'personal' }] },
    {
      duty: 'procedure_controller',
      grants: [
        { permission: 'notices.view', reach: 'province', confidentiality: 'personal' },
        { permission: 'notices.edit', reach: 'province' },
      ],
    },
    {
      duty: 'administrator',
      grants: [
        { permission: 'notices.view', reach: 'province', confidentiality: 'personal' },
        { permission: 'notices.resend', reach: 'province', confidentiality: 'personal' },
      ],
    },
  ],
});
