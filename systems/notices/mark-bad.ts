import type { Channel } from '@cuaso/platform/notices/channel.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Nothing arrives there: the address is not written to again until its owner says so; a browser's leave is over for good. */
export async function markBad(
  ctx: Context,
  way: { channel: Channel; address: string },
  problem: string,
): Promise<void> {
  if (way.channel === 'push') {
    await sql`delete from notices.subscription where id::text = ${way.address}`.execute(ctx.tx);
    return;
  }
  await sql`insert into notices.bad_address (channel, address, problem, found_at)
    values (${way.channel}, ${way.address}, ${problem}, ${ctx.now}) on conflict do nothing`.execute(ctx.tx);
}
