import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** What people think of how their dossiers were handled: given after the result, counted for everybody, opened by officers. */
export const ratings = defineSystem({
  name: 'ratings',
  title: 'Đánh giá sự hài lòng',
  law: ['Thông tư 32/2017/TT-BTTTT', 'Nghị định 61/2018/NĐ-CP'],
  uses: ['statistics'],
  permissions: [
    { name: 'ratings.view', title: 'Xem kết quả đánh giá đến từng hồ sơ' },
    { name: 'ratings.moderate', title: 'Kiểm tra lời nhận xét trước khi đăng' },
  ],
  roles: [
    { duty: 'leader', grants: [{ permission: 'ratings.view', reach: 'below', confidentiality: 'personal' }] },
    { duty: 'division_head', grants: [{ permission: 'ratings.view', reach: 'unit', confidentiality: 'personal' }] },
    {
      duty: 'procedure_controller',
      grants: [
        { permission: 'ratings.view', reach: 'province', confidentiality: 'personal' },
        { permission: 'ratings.moderate', reach: 'province', confidentiality: 'personal' },
      ],
    },
  ],
});
