import type { Draft } from '@cuaso/systems/procedures/draft-schema.ts';

/** What an officer begins with for a procedure that is in no catalogue: the usual steps, at the counter. */
export function newDraftOf(name: string, fieldCode: string): Draft {
  const step = { budgetMinutes: 0 };
  return {
    name,
    fieldCode,
    levels: ['commune'],
    agencyId: null,
    onlineLevel: 2,
    audience: '',
    legalBasis: '',
    confidentiality: 'normal',
    note: '',
    definition: {
      sections: [],
      papers: [],
      channels: [{ channel: 'counter', limit: { unit: 'working_day', amount: 5 }, fees: [] }],
      steps: [
        { key: 'handle', title: 'Thẩm định hồ sơ, dự thảo kết quả', kind: 'handle', place: 'division', ...step },
        { key: 'sign', title: 'Lãnh đạo ký kết quả', kind: 'sign', place: 'leadership', ...step },
        { key: 'issue', title: 'Vào sổ, đóng dấu, phát hành', kind: 'issue', place: 'records_office', ...step },
        { key: 'hand_over', title: 'Trả kết quả', kind: 'hand_over', place: 'one_stop', ...step },
      ],
      results: [{ name: 'Văn bản trả lời kết quả giải quyết thủ tục' }],
      afterSupplement: 'restart',
    },
  };
}
