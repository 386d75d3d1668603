import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** Before acceptance the one-stop desk asks, after it the solving agency (Decree 61/2018, art. 17 and 19). */
export async function supplementPermissionOf(
  ctx: Context,
  dossierId: string,
): Promise<'onestop.receive' | 'onestop.handle'> {
  const found = await sql<{ accepted: boolean }>`
    select accepted_at is not null as accepted from cases.dossier where id = ${dossierId}`.execute(ctx.tx);
  return found.rows[0]?.accepted === true ? 'onestop.handle' : 'onestop.receive';
}
