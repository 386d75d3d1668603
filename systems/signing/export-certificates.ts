import { csvOf } from '@cuaso/kernel/csv.ts';
import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  certificateColumns,
  certificateFilter,
  certificateOrder,
  type CertificateRow,
  certificatesFrom,
} from './certificate-rows.ts';
import { deviceTitles, standingTitles } from './in-words.ts';
import { nameIn } from './name-in.ts';

const header = [
  'Người giữ',
  'Chức vụ',
  'Cơ quan',
  'Số sê-ri',
  'Nơi cấp',
  'Từ ngày',
  'Đến ngày',
  'Thiết bị',
  'Tình trạng',
];

/** The inventory as a file for spreadsheets. */
export const exportCertificates = query({
  name: 'signing.export-certificates',
  summary: 'Xuất kho chứng thư số (CSV)',
  input: z.strictObject(certificateFilter),
  output: z.strictObject({ fileName: z.string(), mediaType: z.literal('text/csv'), rows: z.int(), text: z.string() }),
  access: { permission: 'signing.view' },
  run: async (ctx, input) => {
    const found = await sql<CertificateRow>`select ${certificateColumns(ctx)} ${certificatesFrom(ctx, input)}
      order by ${certificateOrder[input.sort]}`.execute(ctx.tx);
    const rows = found.rows.map((row) => [
      row.holderName,
      row.positionTitle,
      row.agencyName,
      row.serial,
      nameIn(row.issuerName),
      dayOf(new Date(row.validFrom)),
      dayOf(new Date(row.validUntil)),
      deviceTitles[row.device],
      standingTitles[row.standing],
    ]);
    const fileName = `chung-thu-so-${dayOf(ctx.now)}.csv`;
    return { fileName, mediaType: 'text/csv' as const, rows: rows.length, text: csvOf(header, rows) };
  },
});
