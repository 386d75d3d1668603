import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/**
 * Fees and charges: what a dossier owes, how it is paid (gateway, transfer by VietQR, cash), receipts, refunds, and the
 * comparison with the gateway and the bank. A dossier never waits for money to be there: it is filed, and shown as unpaid.
 */
export const payments = defineSystem({
  name: 'payments',
  title: 'Thu phí, lệ phí',
  law: ['Luật Phí và lệ phí 97/2015/QH13', 'Nghị định 45/2020/NĐ-CP', 'Thông tư 32/2017/TT-BTTTT'],
  uses: [],
  permissions: [
    { name: 'payments.view', title: 'Xem khoản thu phí, lệ phí' },
    {
      name: 'payments.collect',
      title: 'Thu tiền tại quầy, đối chiếu sao kê, báo thu phí, hủy khoản thu, hủy biên lai',
    },
    { name: 'payments.refund', title: 'Đề nghị hoàn tiền' },
    { name: 'payments.confirm', title: 'Duyệt hoàn tiền' },
    { name: 'payments.reconcile', title: 'Xem và xử lý chênh lệch với cổng thanh toán' },
    { name: 'payments.manage', title: 'Khai tài khoản nhận phí, lệ phí của cơ quan' },
  ],
  roles: [
    {
      duty: 'one_stop_clerk',
      grants: [
        { permission: 'payments.view', reach: 'agency', confidentiality: 'personal' },
        { permission: 'payments.collect', reach: 'agency', confidentiality: 'personal' },
        { permission: 'payments.refund', reach: 'agency', confidentiality: 'personal' },
      ],
    },
    { duty: 'handler', grants: [{ permission: 'payments.view', reach: 'agency', confidentiality: 'personal' }] },
    { duty: 'division_head', grants: [{ permission: 'payments.view', reach: 'agency', confidentiality: 'personal' }] },
    { duty: 'records_clerk', grants: [{ permission: 'payments.view', reach: 'agency', confidentiality: 'personal' }] },
    {
      duty: 'leader',
      grants: [
        { permission: 'payments.view', reach: 'below', confidentiality: 'personal' },
        { permission: 'payments.confirm', reach: 'agency', confidentiality: 'personal' },
        { permission: 'payments.reconcile', reach: 'below', confidentiality: 'personal' },
      ],
    },
    {
      duty: 'procedure_controller',
      grants: [{ permission: 'payments.view', reach: 'province', confidentiality: 'personal' }],
    },
    {
      duty: 'administrator',
      grants: [
        { permission: 'payments.view', reach: 'province', confidentiality: 'personal' },
        { permission: 'payments.reconcile', reach: 'province', confidentiality: 'personal' },
        { permission: 'payments.manage', reach: 'province', confidentiality: 'personal' },
      ],
    },
  ],
});
