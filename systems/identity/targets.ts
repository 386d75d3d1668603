import { dayOf } from '@cuaso/kernel/clock.ts';
import { requireAccess, type Target } from '@cuaso/platform/access/access.ts';
import type { Account } from '@cuaso/platform/identity/account.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Where the province's own things lie (clients, policy, people's accounts): with the provincial committee. */
export async function provinceTarget(ctx: Context): Promise<Target> {
  const found = await sql<{ id: string }>`select id from directory.agency where kind = 'province_committee'
    order by id limit 1`.execute(ctx.tx);
  return { agencyId: found.rows[0]?.id ?? null };
}

/** Where an official is today; somebody without a position counts as the province's. */
export async function officialTargets(ctx: Context, officialId: string): Promise<Target[]> {
  const found = await sql<{ agencyId: string; unitId: string }>`
    select distinct u.agency_id as "agencyId", u.id as "unitId"
    from directory.appointment ap join directory.position p on p.id = ap.position_id join directory.unit u on u.id = p.unit_id
    where ap.official_id = ${officialId} and ap.valid @> ${dayOf(ctx.now)}::date`.execute(ctx.tx);
  if (found.rows.length === 0) return [await provinceTarget(ctx)];
  return found.rows.map((row) => ({ ...row, officialId }));
}

/**
 * Refuses who may not manage the account. Of an official with several positions every agency must be covered: who has
 * the account has all of them. Who may not manage it does not learn that it exists.
 */
export async function requireManaged(ctx: Context, account: Pick<Account, 'officialId'>): Promise<void> {
  const targets =
    account.officialId === null ? [await provinceTarget(ctx)] : await officialTargets(ctx, account.officialId);
  for (const target of targets) requireAccess(ctx.actor, 'identity.manage', target, 'identity.manage');
}
