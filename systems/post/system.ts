import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/**
 * The public postal service: papers fetched at home, results brought there. A result counts as handed over once the post has
 * delivered it; until then the dossier stays open, because what comes back or is lost still has to reach the applicant.
 */
export const post = defineSystem({
  name: 'post',
  title: 'Bưu chính công ích',
  law: ['Quyết định 45/2016/QĐ-TTg', 'Nghị định 61/2018/NĐ-CP', 'Luật Bưu chính 49/2010/QH12'],
  uses: [],
  permissions: [
    { name: 'post.view', title: 'Xem bưu phẩm gửi qua bưu chính' },
    { name: 'post.handle', title: 'Bàn giao bưu phẩm cho bưu điện, ghi kết quả phát, trả lời báo mất' },
    { name: 'post.manage', title: 'Khai bảng cước bưu chính' },
  ],
  roles: [
    {
      duty: 'one_stop_clerk',
      grants: [
        { permission: 'post.view', reach: 'agency', confidentiality: 'personal' },
        { permission: 'post.handle', reach: 'agency', confidentiality: 'personal' },
      ],
    },
    { duty: 'leader', grants: [{ permission: 'post.view', reach: 'below', confidentiality: 'personal' }] },
    {
      duty: 'procedure_controller',
      grants: [{ permission: 'post.view', reach: 'province', confidentiality: 'personal' }],
    },
    {
      duty: 'administrator',
      grants: [
        { permission: 'post.view', reach: 'province', confidentiality: 'personal' },
        { permission: 'post.manage', reach: 'province' },
      ],
    },
  ],
});
