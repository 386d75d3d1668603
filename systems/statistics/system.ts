import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** Statistics of dossiers: figures for everybody, the dossiers behind them for officers. */
export const statistics = defineSystem({
  name: 'statistics',
  title: 'Thống kê giải quyết hồ sơ',
  law: ['Nghị định 61/2018/NĐ-CP', 'Thông tư 01/2020/TT-VPCP'],
  uses: [],
  permissions: [{ name: 'statistics.view', title: 'Mở số liệu thống kê đến từng hồ sơ' }],
  roles: [
    { duty: 'leader', grants: [{ permission: 'statistics.view', reach: 'below' }] },
    { duty: 'division_head', grants: [{ permission: 'statistics.view', reach: 'agency' }] },
    { duty: 'one_stop_clerk', grants: [{ permission: 'statistics.view', reach: 'agency' }] },
    { duty: 'procedure_controller', grants: [{ permission: 'statistics.view', reach: 'province' }] },
    { duty: 'administrator', grants: [{ permission: 'statistics.view', reach: 'province' }] },
  ],
});
