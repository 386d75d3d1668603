import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** The one-stop shop: intake, handling step by step, signing, and the result in hand. */
export const onestop = defineSystem({
  name: 'onestop',
  title: 'Hệ thống một cửa điện tử',
  law: ['Nghị định 61/2018/NĐ-CP', 'Thông tư 01/2018/TT-VPCP'],
  uses: ['procedures', 'signing', 'payments', 'post'],
  permissions: [
    { name: 'onestop.view', title: 'Xem hồ sơ' },
    { name: 'onestop.receive', title: 'Tiếp nhận hồ sơ, yêu cầu bổ sung, từ chối tiếp nhận' },
    { name: 'onestop.handle', title: 'Thụ lý hồ sơ' },
    { name: 'onestop.assign', title: 'Phân công người thụ lý, làm thay người vắng' },
    { name: 'onestop.review', title: 'Duyệt hồ sơ ở phòng chuyên môn' },
    { name: 'onestop.sign', title: 'Ký kết quả' },
    { name: 'onestop.issue', title: 'Vào sổ, đóng dấu, phát hành kết quả' },
    { name: 'onestop.return', title: 'Trả kết quả' },
    { name: 'onestop.calendar', title: 'Đổi lịch làm việc' },
  ],
  roles: [
    {
      duty: 'one_stop_clerk',
      grants: [
        { permission: 'onestop.view', reach: 'agency', confidentiality: 'personal' },
        { permission: 'onestop.receive', reach: 'agency', confidentiality: 'personal' },
        { permission: 'onestop.return', reach: 'agency', confidentiality: 'personal' },
      ],
    },
    {
      duty: 'handler',
      grants: [
        { permission: 'onestop.view', reach: 'unit', confidentiality: 'personal' },
        { permission: 'onestop.handle', reach: 'unit', confidentiality: 'personal' },
      ],
    },
    {
      duty: 'division_head',
      grants: [
        { permission: 'onestop.view', reach: 'agency', confidentiality: 'personal' },
        { permission: 'onestop.handle', reach: 'unit', confidentiality: 'personal' },
        { permission: 'onestop.assign', reach: 'unit', confidentiality: 'personal' },
        { permission: 'onestop.review', reach: 'unit', confidentiality: 'personal' },
      ],
    },
    {
      duty: 'leader',
      grants: [
        { permission: 'onestop.view', reach: 'below', confidentiality: 'personal' },
        { permission: 'onestop.sign', reach: 'agency', confidentiality: 'personal' },
        { permission: 'onestop.assign', reach: 'agency', confidentiality: 'personal' },
      ],
    },
    {
      duty: 'records_clerk',
      grants: [
        { permission: 'onestop.view', reach: 'agency', confidentiality: 'personal' },
        { permission: 'onestop.issue', reach: 'agency', confidentiality: 'personal' },
      ],
    },
    {
      duty: 'procedure_controller',
      grants: [{ permission: 'onestop.view', reach: 'province', confidentiality: 'personal' }],
    },
    {
      duty: 'administrator',
      grants: [
        { permission: 'onestop.view', reach: 'province', confidentiality: 'personal' },
        { permission: 'onestop.calendar', reach: 'province' },
      ],
    },
  ],
});
