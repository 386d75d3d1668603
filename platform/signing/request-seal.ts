import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';
import { serverDevicesOf } from './services.ts';

/**
 * Asks for an agency's seal on a form, inside the operation's transaction: the job exists if and only if the facts do, and
 * only where the agency has a certificate whose key the server holds.
 */
export async function requestSeals(
  ctx: Pick<Context, 'tx' | 'now' | 'memory'>,
  form: { purposes: readonly string[]; subjectId: string; agencyId: string },
): Promise<void> {
  const devices = serverDevicesOf(ctx.memory);
  if (form.purposes.length === 0 || devices.length === 0) return;
  await sql`select graphile_worker.add_job('signing.seal', json_build_object('purpose', p.purpose, 'subjectId', ${form.subjectId}::text,
      'agencyId', ${form.agencyId}::text), job_key := 'seal:' || p.purpose || ':' || ${form.subjectId}::text)
    from unnest(${form.purposes}::text[]) as p(purpose)
    where exists (select from signing.certificate c where c.agency_id = ${form.agencyId} and c.holder_kind = 'agency'
      and c.device = any(${devices}::text[]) and c.status = 'active' and c.valid_from <= ${ctx.now} and c.valid_until > ${ctx.now})`.execute(
    ctx.tx,
  );
}
