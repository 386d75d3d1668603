import { csvOf } from '@cuaso/kernel/csv.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { agenciesFrom, agencyColumns, agencyFilter, agencyOrder, type AgencyRow } from './agency-rows.ts';

const header = [
  'Mã cơ quan',
  'Tên cơ quan',
  'Tên viết tắt',
  'Cấp',
  'Mã đơn vị hành chính',
  'Địa chỉ',
  'Điện thoại',
  'Tên miền',
];
const levelTitles: Readonly<Record<AgencyRow['level'], string>> = {
  province: 'Tỉnh',
  district: 'Huyện',
  commune: 'Xã',
};

/** The list of agencies as a file for spreadsheets. */
export const exportAgencies = query({
  name: 'directory.export-agencies',
  summary: 'Xuất danh sách cơ quan (CSV)',
  input: z.strictObject(agencyFilter),
  output: z.strictObject({ fileName: z.string(), mediaType: z.literal('text/csv'), rows: z.int(), text: z.string() }),
  access: { everyone: 'Law on access to information 2016, art. 17: agencies and how to reach them are public' },
  run: async (ctx, input) => {
    const found =
      await sql<AgencyRow>`select ${agencyColumns} ${agenciesFrom(ctx, input)} order by ${agencyOrder}`.execute(ctx.tx);
    const text = csvOf(
      header,
      found.rows.map((row) => [
        row.code,
        row.name,
        row.shortName,
        levelTitles[row.level],
        row.divisionCode,
        row.address,
        row.phone,
        row.domain,
      ]),
    );
    const fileName = `co-quan-${input.asOf ?? dayOf(ctx.now)}.csv`;
    return { fileName, mediaType: 'text/csv' as const, rows: found.rows.length, text };
  },
});
