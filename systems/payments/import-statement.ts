import { createHash } from 'node:crypto';
import { fail } from '@cuaso/kernel/errors.ts';
import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';
import { type StatementLine, statementLinesOf } from './statement-lines.ts';

/** Hands in a bank statement: transfers that are known already, by the bank's number, are not taken twice. */
export const importStatement = command({
  name: 'payments.import-statement',
  summary: 'Nhập sao kê ngân hàng',
  input: z.strictObject({ agencyId: uuid, fileName: shortText(200), text: z.string().max(4_000_000) }),
  output: z.strictObject({ statementId: z.string(), lines: z.int(), added: z.int() }),
  access: { permission: 'payments.collect', of: (_, input) => Promise.resolve({ agencyId: input.agencyId }) },
  limits: { inputBytes: 6_000_000 },
  run: async (ctx, { agencyId, fileName, text }) => {
    const lines = statementLinesOf(text);
    if ('line' in lines) fail('invalid', 'payments.statement_unreadable', { fields: { text: wrongLine(lines.line) } });
    const statementId = ctx.newId();
    const sha256 = createHash('sha256').update(text).digest('hex');
    const made = await sql`insert into payments.statement (id, agency_id, file_name, sha256, imported_at, imported_by)
      values (${statementId}, ${agencyId}, ${fileName}, ${sha256}, ${ctx.now}, ${actorWordOf(ctx.actor)})
      on conflict (agency_id, sha256) do nothing`.execute(ctx.tx);
    if (made.numAffectedRows === 0n) refuse('statement_known', 'text');
    let added = 0;
    for (let from = 0; from < lines.length; from += 500)
      added += await insertTransfers(ctx, { statementId, agencyId }, lines.slice(from, from + 500));
    return { statementId, lines: lines.length, added };
  },
});

async function insertTransfers(
  ctx: Context,
  of: { statementId: string; agencyId: string },
  lines: readonly StatementLine[],
): Promise<number> {
  const rows = lines.map(
    (line) => sql`(${ctx.newId()}::uuid, ${of.statementId}::uuid, ${of.agencyId}::uuid, ${line.bankReference},
      ${line.bookedOn}::date, ${line.amountVnd}::bigint, ${line.purpose})`,
  );
  const made =
    await sql`insert into payments.transfer (id, statement_id, agency_id, bank_reference, booked_on, amount_vnd, purpose)
    values ${sql.join(rows)} on conflict (agency_id, bank_reference) do nothing`.execute(ctx.tx);
  return Number(made.numAffectedRows ?? 0n);
}

function wrongLine(line: number): string {
  return line === 1
    ? 'Dòng đầu của tệp phải có đủ bốn tên cột: so_giao_dich;ngay;so_tien;noi_dung.'
    : `Dòng ${line} của tệp không đọc được. Xin xem lại số giao dịch, ngày và số tiền ở dòng này.`;
}
