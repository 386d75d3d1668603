import { readFile } from '@cuaso/platform/files/read-file.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import type { Platform } from '@cuaso/platform/operations/platform.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { checkPdf } from '@cuaso/platform/signing/pdf/check-pdf.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { overallOf, updateSignatures } from './keep-document.ts';
import { loadTrust } from './load-trust.ts';
import { self } from './platform-actor.ts';

const atOnce = 25;
const everyDays = 30;

/** Checks documents again that were not looked at for a month, the oldest first; what does not hold any more is seen in time. */
export const recheckSome = command({
  name: 'signing.recheck-some',
  summary: 'Kiểm tra lại chữ ký của các văn bản cũ',
  input: z.strictObject({}),
  output: z.strictObject({ checked: z.int(), changed: z.int() }),
  access: { system: 'Chỉ việc nền kiểm tra lại' },
  run: async (ctx) => {
    const due = await sql<{ id: string; fileId: string; verdict: string }>`select id, file_id as "fileId", verdict
      from signing.document where checked_at < ${ctx.now}::timestamptz - make_interval(days => ${everyDays}::int)
      order by checked_at, id for update skip locked limit ${atOnce}`.execute(ctx.tx);
    const trust = await loadTrust(ctx);
    let changed = 0;
    for (const { id, fileId, verdict } of due.rows) {
      const report = await checkPdf((await readFile(ctx, fileId)).bytes, trust);
      const now = overallOf(report);
      if (now.verdict !== verdict) changed += 1;
      await updateSignatures(ctx, id, report);
      await sql`update signing.document set verdict = ${now.verdict}, level = ${now.level}, checked_at = ${ctx.now}
        where id = ${id}`.execute(ctx.tx);
    }
    return { checked: due.rows.length, changed };
  },
});

/** Goes on until nothing is due. */
export async function recheckDocuments(platform: Platform): Promise<void> {
  for (let checked = 1; checked > 0;) ({ checked } = await run(platform, recheckSome, self, {}));
}
