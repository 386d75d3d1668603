import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { loadOwedBy } from '../payments/public.ts';
import { requireFiler } from './filing.ts';

/** The most of one kind that are told; the list of dossiers has the others. */
const most = 10;

const dossier = { dossierId: z.string(), code: z.string(), procedureName: z.string() };
const waitingSchema = z.strictObject(dossier);

/** What waits for the caller and for no office: papers to add, money to pay, results to collect; the oldest first. */
export const listMyTasks = query({
  name: 'services.list-my-tasks',
  summary: 'Việc tôi cần làm với hồ sơ của tôi',
  input: z.strictObject({}),
  output: z.strictObject({
    supplement: z.array(waitingSchema),
    pay: z.array(z.strictObject({ ...dossier, orderId: z.string(), amountVnd: z.number() })),
    collect: z.array(waitingSchema),
  }),
  access: { signedIn: 'person', because: 'the list holds the own dossiers only' },
  run: async (ctx) => {
    const { accountId } = requireFiler(ctx);
    const found = await sql<Row>`select "dossierId", code, "procedureName", state from (
        select id as "dossierId", code, procedure_name as "procedureName", state, submitted_at,
          row_number() over (partition by state order by submitted_at, id) as place
        from cases.dossier where account_id = ${accountId} and state in ('awaiting_applicant', 'result_ready')) mine
      where place <= ${most} order by submitted_at, "dossierId"`.execute(ctx.tx);
    const of = (wanted: string) =>
      found.rows.filter(({ state }) => state === wanted).map(({ state: _, ...row }) => row);
    return {
      supplement: of('awaiting_applicant'),
      pay: await loadOwedBy(ctx, accountId, most),
      collect: of('result_ready'),
    };
  },
});

type Row = z.infer<typeof waitingSchema> & { state: string };
