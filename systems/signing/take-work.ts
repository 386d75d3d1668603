import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { officialOf } from './open-session.ts';

const itemSchema = z.strictObject({ itemId: z.string(), title: z.string(), detail: z.string(), digest: z.string() });

type Head = { id: string; signerName: string; certificateFingerprint: string; confirmUntil: Date };

/** What waits for the agent: the oldest open session of its owner, each document by title and digest. */
export const takeWork = command({
  name: 'signing.take-work',
  summary: 'Ứng dụng ký lấy mã băm chờ ký',
  input: z.strictObject({}),
  output: z.strictObject({
    session: z
      .strictObject({
        id: z.string(),
        signerName: z.string(),
        certificateFingerprint: z.string(),
        confirmUntil: z.iso.datetime(),
        items: z.array(itemSchema),
      })
      .nullable(),
  }),
  access: { signedIn: 'official', because: 'run keeps to the own sessions' },
  limits: { callsPerMinute: 240 },
  run: async (ctx) => {
    const head = await findHead(ctx);
    if (head === undefined) return { session: null };
    const found = await sql<{ itemId: string; title: string; detail: string; digest: Buffer }>`
      select id as "itemId", title, detail, digest from signing.item
      where session_id = ${head.id} and state in ('waiting', 'sent') order by ordinal`.execute(ctx.tx);
    const items = found.rows.map(({ digest, ...item }) => ({ ...item, digest: digest.toString('base64') }));
    return { session: { ...head, confirmUntil: head.confirmUntil.toISOString(), items } };
  },
});

async function findHead(ctx: Context): Promise<Head | undefined> {
  const official = officialOf(ctx);
  await sql`update signing.agent set last_seen_at = ${ctx.now} where id::text = ${official.session?.id ?? ''}
    and (last_seen_at is null or last_seen_at < ${ctx.now}::timestamptz - interval '1 minute')`.execute(ctx.tx);
  const found = await sql<Head>`select s.id, c.holder_name as "signerName", c.fingerprint as "certificateFingerprint",
      s.expires_at as "confirmUntil"
    from signing.session s join signing.certificate c on c.id = s.certificate_id
    where s.official_id = ${official.officialId} and s.state = 'open' and s.way = 'agent' and s.expires_at > ${ctx.now}
      and exists (select from signing.item i where i.session_id = s.id and i.state in ('waiting', 'sent'))
    order by s.created_at, s.id limit 1`.execute(ctx.tx);
  return found.rows[0];
}
