import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** The account of the person who asks. */
export type Owner = {
  accountId: string;
  kind: 'citizen' | 'business';
  login: string;
  name: string;
  phone: string;
  email: string;
  assurance: 'declared' | 'checked' | 'national_id';
  createdAt: Date;
};

/** A dossier that is the person's: filed with the account, or at a counter with the number that was proved. */
export type OwnDossier = { id: string; code: string; procedureName: string; withAccount: boolean };

/** More than this is not looked through at once. */
export const mostDossiers = 2000;

/** The person who asks; officials and machines have no such place. */
export async function getOwner(ctx: Context): Promise<Owner> {
  const accountId = ctx.actor.kind === 'person' ? ctx.actor.accountId : null;
  const found = await sql<Owner>`
    select id as "accountId", kind, login, name, phone, email, assurance, created_at as "createdAt"
    from identity.account where id = ${accountId} and kind in ('citizen', 'business')`.execute(ctx.tx);
  return found.rows[0] ?? fail('not_found', 'mydata.no_account');
}

/**
 * The person's dossiers, the newest first. Those handed in at a counter carry only a number: they are told only to a person
 * whose number somebody has checked, because anybody may declare the number of another.
 */
export async function loadOwnDossiers(ctx: Context, owner: Owner): Promise<OwnDossier[]> {
  const proved = owner.assurance !== 'declared';
  const found = await sql<OwnDossier>`
    select id, code, procedure_name as "procedureName", account_id is not null as "withAccount"
    from cases.dossier where account_id = ${owner.accountId}
      ${proved ? sql`or (account_id is null and applicant_number = ${owner.login})` : sql``}
    order by submitted_at desc, id limit ${mostDossiers}`.execute(ctx.tx);
  return found.rows;
}
