import { fail } from '@cuaso/kernel/errors.ts';
import type { Target } from '@cuaso/platform/access/access.ts';
import type { Confidentiality } from '@cuaso/platform/identity/actor.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Where a notice lies, for access. */
export async function noticeTarget(ctx: Context, noticeId: string): Promise<Target> {
  const found = await sql<{ agencyId: string | null; confidentiality: Confidentiality }>`
    select agency_id as "agencyId", confidentiality from notices.notice where id = ${noticeId}`.execute(ctx.tx);
  return found.rows[0] ?? fail('not_found', 'notices.no_such_notice');
}
