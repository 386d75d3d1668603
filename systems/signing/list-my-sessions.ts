import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';

const rowSchema = z.strictObject({
  id: z.string(),
  role: z.enum(['person', 'organisation']),
  way: z.enum(['server', 'agent', 'remote', 'sim']),
  state: z.enum(['open', 'ended', 'cancelled', 'expired']),
  createdAt: z.string(),
  signed: z.int(),
  failed: z.int(),
  waiting: z.int(),
});

/** The own signing sessions, the newest first. */
export const listMySessions = query({
  name: 'signing.list-my-sessions',
  summary: 'Các phiên ký của tôi',
  input: z.strictObject({
    limit: z.int().min(1).max(200).default(20),
    offset: z.int().min(0).max(100_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: { signedIn: 'official', because: 'run keeps to the own sessions' },
  run: async (ctx, { limit, offset }) => {
    const { officialId } = officialOf(ctx);
    const counted = await sql<{ total: number }>`select count(*)::int as total from signing.session
      where official_id = ${officialId}`.execute(ctx.tx);
    const found = await sql<Omit<z.infer<typeof rowSchema>, 'createdAt'> & { createdAt: Date }>`
      select s.id, s.role, s.way, s.state, s.created_at as "createdAt",
        count(*) filter (where i.state = 'signed')::int as signed,
        count(*) filter (where i.state in ('failed', 'cancelled'))::int as failed,
        count(*) filter (where i.state in ('waiting', 'sent', 'answered'))::int as waiting
      from (select * from signing.session where official_id = ${officialId}
        order by created_at desc, id desc limit ${limit} offset ${offset}) s
      join signing.item i on i.session_id = s.id
      group by 1, 2, 3, 4, 5 order by s.created_at desc, s.id desc`.execute(ctx.tx);
    const rows = found.rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
    return { total: counted.rows[0]?.total ?? 0, rows };
  },
});
