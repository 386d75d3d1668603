import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Refuses, as not found, a dossier that is not the caller's. */
export async function requireOwnDossier(ctx: Context, dossierId: string): Promise<void> {
  const accountId = ctx.actor.kind === 'person' ? ctx.actor.accountId : null;
  const own = await sql`select from cases.dossier where id = ${dossierId} and account_id = ${accountId}`.execute(
    ctx.tx,
  );
  if (own.rows.length === 0) fail('not_found', 'cases.no_such_dossier');
}
