import { dayOf } from '@cuaso/kernel/clock.ts';
import { csvOf } from '@cuaso/kernel/csv.ts';
import { dutyTitles } from '@cuaso/platform/directory/province.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { loadOfficials, officialFilter, officialsFrom } from './official-rows.ts';

const header = ['Mã cán bộ', 'Họ và tên', 'Chức vụ', 'Nhiệm vụ', 'Đơn vị', 'Cơ quan', 'Từ ngày'];

/** The officials in office as a file for spreadsheets, a line for each position. */
export const exportOfficials = query({
  name: 'directory.export-officials',
  summary: 'Xuất danh bạ cán bộ, công chức (CSV)',
  input: z.strictObject(officialFilter),
  output: z.strictObject({ fileName: z.string(), mediaType: z.literal('text/csv'), rows: z.int(), text: z.string() }),
  access: { permission: 'directory.view' },
  run: async (ctx, input) => {
    const officials = await loadOfficials(ctx, officialsFrom(ctx, input), sql``);
    const lines = officials.flatMap(({ code, name, positions }) =>
      positions.map(({ title, duty, unitName, agencyName, from }) => [
        code,
        name,
        title,
        dutyTitles[duty],
        unitName,
        agencyName,
        from,
      ]),
    );
    const fileName = `can-bo-${dayOf(ctx.now)}.csv`;
    return { fileName, mediaType: 'text/csv' as const, rows: lines.length, text: csvOf(header, lines) };
  },
});
