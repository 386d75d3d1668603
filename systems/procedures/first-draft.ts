import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import type { Draft } from './draft-schema.ts';

type Listed = { name: string; fieldCode: string; levels: Draft['levels']; decision: string };

/** What an officer begins with for a procedure that is only listed: the usual steps, and a limit of nothing to be set. */
export async function findFirstDraft(ctx: Context, code: string): Promise<Draft | undefined> {
  const found = await sql<Listed>`select name, field_code as "fieldCode", levels, decision
    from procedures.listed where code = ${code}`.execute(ctx.tx);
  const listed = found.rows[0];
  if (listed === undefined) return undefined;
  return {
    name: listed.name.slice(0, 1000),
    fieldCode: listed.fieldCode,
    levels: listed.levels.length === 0 ? ['province'] : listed.levels,
    agencyId: null,
    onlineLevel: 2,
    audience: '',
    legalBasis: listed.decision === '' ? '' : `Quyết định công bố: ${listed.decision}`,
    confidentiality: 'normal',
    note: '',
    definition: {
      sections: [],
      papers: [],
      channels: [{ channel: 'counter', limit: { unit: 'working_day', amount: 0 }, fees: [] }],
      steps: [
        {
          key: 'handle',
          title: 'Thẩm định hồ sơ, dự thảo kết quả',
          kind: 'handle',
          place: 'division',
          budgetMinutes: 0,
        },
        { key: 'sign', title: 'Lãnh đạo ký kết quả', kind: 'sign', place: 'leadership', budgetMinutes: 0 },
        {
          key: 'issue',
          title: 'Vào sổ, đóng dấu, phát hành',
          kind: 'issue',
          place: 'records_office',
          budgetMinutes: 0,
        },
        { key: 'hand_over', title: 'Trả kết quả', kind: 'hand_over', place: 'one_stop', budgetMinutes: 0 },
      ],
      results: [{ name: 'Văn bản trả lời kết quả giải quyết thủ tục' }],
      afterSupplement: 'restart',
    },
  };
}
