import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { allows } from '@cuaso/platform/access/access.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { type HeldItem, holdItems } from './item.ts';
import { recordProgress, wrongWith } from './record.ts';
import { refusalText, refuse } from './refusals.ts';
import { readReport, type ReportLine, type WrongLine } from './report-lines.ts';

const notOurs = 'Không có bưu phẩm nào của cơ quan mang mã này.';

/** Takes the post's report: each right line is written, each wrong one is told with its number; handed in twice it changes nothing. */
export const importReport = command({
  name: 'post.import-report',
  summary: 'Nhập tệp kết quả phát của bưu điện',
  input: z.strictObject({ agencyId: uuid, fileName: shortText(200), text: z.string().max(1_000_000) }),
  output: z.strictObject({ reportId: z.string(), taken: z.int(), known: z.int(), wrong: z.int() }),
  access: { permission: 'post.handle', of: (_, input) => Promise.resolve({ agencyId: input.agencyId }) },
  limits: { inputBytes: 2_000_000 },
  run: async (ctx, { agencyId, fileName, text }) => {
    const read = readReport(text) ?? refuse('report_unreadable', 'text');
    if (read.lines.length + read.wrong.length === 0) refuse('report_unreadable', 'text');
    const items = await itemsOf(ctx, agencyId, read.lines);
    const wrong: WrongLine[] = [...read.wrong];
    let [taken, known] = [0, 0];
    for (const one of read.lines) {
      const item = items.get(one.mark);
      const problem = item === undefined ? 'not_ours' : await take(ctx, item, one);
      if (problem === undefined) taken += 1;
      else if (problem === 'known') known += 1;
      else wrong.push({ line: one.line, text: problem === 'not_ours' ? notOurs : refusalText(problem) });
    }
    wrong.sort((a, b) => a.line - b.line);
    const reportId = ctx.newId();
    await sql`insert into post.report (id, agency_id, file_name, imported_at, imported_by, taken, known, wrong)
      values (${reportId}, ${agencyId}, ${fileName}, ${ctx.now}, ${actorWordOf(ctx.actor)}, ${taken}, ${known},
        ${JSON.stringify(wrong)}::jsonb)`.execute(ctx.tx);
    return { reportId, taken, known, wrong: wrong.length };
  },
});

/** The items that the lines name, by our code and by the post's number, all in hand. */
async function itemsOf(ctx: Context, agencyId: string, lines: readonly ReportLine[]): Promise<Map<string, HeldItem>> {
  const marks = lines.map((line) => line.mark);
  const found = await sql<{ id: string }>`select id from post.item where agency_id = ${agencyId}
    and (code = any(${marks}::text[]) or tracking = any(${marks}::text[]))`.execute(ctx.tx);
  const held = await holdItems(
    ctx,
    found.rows.map(({ id }) => id),
  );
  const own = held.filter((item) => allows(ctx.actor, 'post.handle', item));
  return new Map(
    own.flatMap((item) => [[item.code, item] as const, ...(item.tracking ? [[item.tracking, item] as const] : [])]),
  );
}

/** One line; the item in hand is kept up to date, because a later line may say more of it. */
async function take(ctx: Context, item: HeldItem, { progress }: ReportLine) {
  const problem = await wrongWith(ctx, item, progress);
  if (problem !== undefined) return problem;
  await recordProgress(ctx, item, progress);
  const [now] = await holdItems(ctx, [item.id]);
  if (now !== undefined) Object.assign(item, now);
  return undefined;
}
