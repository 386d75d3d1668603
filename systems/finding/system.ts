import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** How people find a service: life events that lead to procedures, common questions with answers, one search over all. */
export const finding = defineSystem({
  name: 'finding',
  title: 'Tìm dịch vụ và câu hỏi thường gặp',
  law: ['Nghị định 61/2018/NĐ-CP', 'Thông tư 32/2017/TT-BTTTT, điều 11'],
  uses: ['procedures'],
  permissions: [
    { name: 'finding.curate', title: 'Sắp xếp sự kiện đời sống' },
    { name: 'finding.answer', title: 'Soạn câu hỏi thường gặp' },
    { name: 'finding.publish', title: 'Công bố, gỡ câu hỏi thường gặp' },
  ],
  roles: [
    {
      duty: 'procedure_controller',
      grants: [
        { permission: 'finding.curate', reach: 'province' },
        { permission: 'finding.answer', reach: 'province' },
        { permission: 'finding.publish', reach: 'province' },
      ],
    },
    { duty: 'one_stop_clerk', grants: [{ permission: 'finding.answer', reach: 'province' }] },
    { duty: 'division_head', grants: [{ permission: 'finding.answer', reach: 'province' }] },
  ],
});
