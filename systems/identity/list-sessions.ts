import { sessionHours } from '@cuaso/platform/identity/session.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { getOwnAccount, ownSessionOf } from './own-account.ts';

const sessionSchema = z.strictObject({
  id: z.string(),
  device: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  withSecondFactor: z.boolean(),
  isThisOne: z.boolean(),
});

/** The open sessions of the own account, the last used first; at most a hundred. */
export const listSessions = query({
  name: 'identity.list-sessions',
  summary: 'Các phiên đăng nhập của tôi',
  input: z.strictObject({}),
  output: z.strictObject({ items: z.array(sessionSchema) }),
  access: { signedIn: 'anyone', because: 'the list holds the own sessions only' },
  run: async (ctx) => {
    const account = await getOwnAccount(ctx);
    const idleSince = new Date(ctx.now.getTime() - sessionHours[account.kind].idle * 3_600_000);
    const found = await sql<Row>`
      select id, device, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt",
        second_factor_at is not null as "withSecondFactor"
      from identity.session
      where account_id = ${account.id} and ended_at is null and expires_at > ${ctx.now} and last_seen_at > ${idleSince}
      order by last_seen_at desc, id limit 100`.execute(ctx.tx);
    const own = ownSessionOf(ctx).sessionId;
    return { items: found.rows.map((row) => ({ ...inWords(row), isThisOne: row.id === own })) };
  },
});

type Row = {
  id: string;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  withSecondFactor: boolean;
};

function inWords({ createdAt, lastSeenAt, expiresAt, ...row }: Row) {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
