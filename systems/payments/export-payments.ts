import { dayOf } from '@cuaso/kernel/clock.ts';
import { csvOf } from '@cuaso/kernel/csv.ts';
import { formatDateTime } from '@cuaso/kernel/vietnamese.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { stateTitles, wayTitles } from './in-words.ts';
import { paymentColumns, paymentFilter, paymentOrder, type PaymentRow, paymentsFrom } from './payment-rows.ts';

const header = [
  'Mã khoản thu',
  'Mã hồ sơ',
  'Thủ tục',
  'Cơ quan',
  'Người nộp',
  'Số tiền (đồng)',
  'Tình trạng',
  'Lập lúc',
  'Nộp lúc',
  'Cách nộp',
  'Số giao dịch',
];
const most = 50_000;

/** The list of payments as a file for spreadsheets, at most fifty thousand rows. */
export const exportPayments = query({
  name: 'payments.export-payments',
  summary: 'Xuất danh sách khoản thu (CSV)',
  input: z.strictObject(paymentFilter),
  output: z.strictObject({
    fileName: z.string(),
    mediaType: z.literal('text/csv'),
    orderIds: z.array(z.string()),
    text: z.string(),
  }),
  access: { permission: 'payments.view' },
  sees: (output) => [{ relation: 'payments.payment_order', keys: output.orderIds }],
  run: async (ctx, input) => {
    const found = await sql<PaymentRow>`select ${paymentColumns} ${paymentsFrom(ctx, input)}
      order by ${paymentOrder[input.sort]} limit ${most}`.execute(ctx.tx);
    const rows = found.rows.map((row) => [
      row.code,
      row.dossierCode,
      row.procedureName,
      row.agencyName,
      row.payerName,
      String(row.amountVnd),
      stateTitles[row.state],
      formatDateTime(new Date(row.raisedAt)),
      row.paidAt === null ? '' : formatDateTime(new Date(row.paidAt)),
      row.paidWay === null ? '' : wayTitles[row.paidWay],
      row.paidReference ?? '',
    ]);
    return {
      fileName: `thu-phi-${dayOf(ctx.now)}.csv`,
      mediaType: 'text/csv' as const,
      orderIds: found.rows.map((row) => row.id),
      text: csvOf(header, rows),
    };
  },
});
