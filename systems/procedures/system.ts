import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** The catalogue of administrative procedures, its versions and their editor. */
export const procedures = defineSystem({
  name: 'procedures',
  title: 'Danh mục thủ tục hành chính',
  law: ['Nghị định 63/2010/NĐ-CP', 'Nghị định 92/2017/NĐ-CP', 'Thông tư 01/2018/TT-VPCP'],
  uses: [],
  permissions: [
    { name: 'procedures.edit', title: 'Soạn thủ tục hành chính' },
    { name: 'procedures.publish', title: 'Công bố, bãi bỏ thủ tục hành chính' },
  ],
  roles: [
    {
      duty: 'procedure_controller',
      grants: [
        { permission: 'procedures.edit', reach: 'province' },
        { permission: 'procedures.publish', reach: 'province' },
      ],
    },
    { duty: 'administrator', grants: [{ permission: 'procedures.edit', reach: 'province' }] },
  ],
});
