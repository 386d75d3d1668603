import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { formatDossierCode, maxDossierSequence } from '@cuaso/kernel/ids.ts';
import { sql } from 'kysely';
import type { Context } from '../operations/context.ts';

/**
 * The next dossier code of an agency today (circular 01/2018, art. 19–20): agency, day, four digits from 0001.
 * The row stays locked until the transaction ends, so numbers are unique and a rolled-back one is given again.
 */
export async function nextDossierCode(ctx: Context, agencyId: string): Promise<string> {
  const receivedOn = dayOf(ctx.now);
  const taken = await sql<{ last: number; code: string }>`
    insert into cases.number_series as s (agency_id, received_on, last) values (${agencyId}, ${receivedOn}, 1)
    on conflict (agency_id, received_on) do update set last = s.last + 1 where s.last < ${maxDossierSequence}
    returning last, (select code from directory.agency where id = agency_id) as code`.execute(ctx.tx);
  const row = taken.rows[0] ?? fail('unavailable', 'cases.numbers_of_the_day_used_up');
  return formatDossierCode({ agencyCode: row.code, receivedOn, sequence: row.last });
}
