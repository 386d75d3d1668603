// Many notices at once, for faults and measures.
import { notify } from '@cuaso/platform/notices/notify.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { dossierNotices } from '@cuaso/platform/cases/dossier-notices.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Tells so many invented people by SMS and e-mail that their dossier was received; each has an address of its own. */
export const tellMany = command({
  name: 'test.tell-many',
  summary: 'Báo cho nhiều người để kiểm thử',
  input: z.strictObject({
    batch: z.string(),
    from: z.int(),
    count: z.int(),
    ways: z.enum(['both', 'sms', 'email']).default('both'),
  }),
  output: z.strictObject({}),
  access: { system: 'tests only' },
  run: async (ctx, { batch, from, count, ways }) => {
    // At night a usual notice would wait for the morning.
    const kind = { ...dossierNotices.accepted, urgency: 'urgent' } as const;
    for (let i = from; i < from + count; i += 1) {
      await notify(ctx, {
        kind,
        subject: { relation: 'cases.dossier', id: ctx.newId() },
        agencyId: null,
        confidentiality: 'normal',
        recipient: {
          accountId: null,
          name: `Người Thử ${i}`,
          phone: ways === 'email' ? '' : `09${String(i).padStart(8, '0')}`,
          email: ways === 'sms' ? '' : `nguoi.${i}@mau.vn`,
        },
        facts: {
          code: `000.00.15.H58-260310-${String(i % 10_000).padStart(4, '0')}`,
          applicantName: `Người Thử ${i}`,
          procedureName: 'Chứng thực bản sao',
          appointment: 'Hẹn trả kết quả: 16:30 12/03/2026.',
        },
        dedupeKey: `${batch}:${i}`,
      });
    }
    return {};
  },
});

/** Brings forward what waits for its next try, so that a test does not wait half a minute for each. */
export const hurryUp = command({
  name: 'test.hurry-up',
  summary: 'Không chờ lần gửi sau để kiểm thử',
  input: z.strictObject({}),
  output: z.strictObject({}),
  access: { system: 'tests only' },
  run: async (ctx) => {
    await sql`update notices.delivery set due_at = ${ctx.now} where state = 'waiting' and due_at > ${ctx.now}`.execute(
      ctx.tx,
    );
    return {};
  },
});
