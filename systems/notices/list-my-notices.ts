import { channels } from '@cuaso/platform/notices/channel.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { deliveryStates } from './in-words.ts';
import { ownAccountOf } from './own.ts';

const sentSchema = z.strictObject({ channel: z.enum(channels), state: z.enum(deliveryStates) });

/** What I was told, newest first, and by which ways it went out. */
export const listMyNotices = query({
  name: 'notices.list-my-notices',
  summary: 'Thông báo đã gửi cho tôi',
  input: z.strictObject({
    search: z.string().max(200).default(''),
    limit: z.int().min(1).max(100).default(20),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    rows: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        body: z.string(),
        path: z.string(),
        createdAt: z.string(),
        sent: z.array(sentSchema),
      }),
    ),
  }),
  access: { signedIn: 'person', because: 'the list holds the own notices only' },
  run: async (ctx, input) => {
    const words = input.search.split(/\s+/).filter((word) => word !== '');
    const found = words.map((word) => {
      const pattern = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
      return sql`and n.search like database.without_diacritics(${pattern})`;
    });
    const rows = await sql<Row>`select n.id, n.title, n.body, n.path, n.created_at as "createdAt",
        count(*) over ()::int as total, (select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'state', d.state)
          order by d.channel, d.id), '[]') from notices.delivery d where d.notice_id = n.id) as sent
      from notices.notice n where n.account_id = ${ownAccountOf(ctx)} ${sql.join(found, sql` `)}
      order by n.created_at desc, n.id desc limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return {
      total: rows.rows[0]?.total ?? 0,
      rows: rows.rows.map(({ total: _, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
    };
  },
});

type Row = {
  id: string;
  title: string;
  body: string;
  path: string;
  createdAt: Date;
  total: number;
  sent: z.infer<typeof sentSchema>[];
};
