import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** Who may do what: grants of positions, and delegations while somebody is away. */
export const access = defineSystem({
  name: 'access',
  title: 'Phân quyền và ủy quyền',
  law: ['Luật Tổ chức chính quyền địa phương 2015, điều 14', 'Luật Cán bộ, công chức 2008'],
  uses: [],
  permissions: [
    { name: 'access.view', title: 'Xem quyền và ủy quyền của cán bộ' },
    { name: 'access.manage', title: 'Cấp, thu hồi quyền; ủy quyền thay người vắng' },
  ],
  roles: [
    {
      duty: 'leader',
      grants: [
        { permission: 'access.view', reach: 'below' },
        { permission: 'access.manage', reach: 'agency' },
      ],
    },
    {
      duty: 'administrator',
      grants: [
        { permission: 'access.view', reach: 'below' },
        { permission: 'access.manage', reach: 'below' },
      ],
    },
  ],
});
