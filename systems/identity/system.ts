import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/**
 * Identity: one sign-in for everything. Accounts of officials, citizens and businesses, their sessions, second factors and
 * resets, the national identity, and the tokens of partners' machines. Signing in needs at least login and password
 * (TT 32/2017/TT-BTTTT Đ10); access logs and protected accounts follow NĐ 85/2016.
 */
export const identity = defineSystem({
  name: 'identity',
  title: 'Đăng nhập một lần',
  law: [
    'Nghị định 85/2016/NĐ-CP',
    'Thông tư 32/2017/TT-BTTTT',
    'Luật Căn cước 26/2023/QH15',
    'Nghị định 69/2024/NĐ-CP',
  ],
  uses: [],
  permissions: [
    { name: 'identity.manage', title: 'Quản lý tài khoản, hệ thống đối tác và chính sách đăng nhập' },
    { name: 'identity.reset', title: 'Cấp mã đặt lại mật khẩu cho người dân đã đối chiếu giấy tờ' },
  ],
  roles: [
    // The province's own accounts, clients and policy count as the provincial committee's: its administrator has them by reach.
    {
      duty: 'administrator',
      grants: [
        { permission: 'identity.manage', reach: 'below' },
        { permission: 'identity.reset', reach: 'province' },
      ],
    },
    { duty: 'one_stop_clerk', grants: [{ permission: 'identity.reset', reach: 'province' }] },
  ],
});
