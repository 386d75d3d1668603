import { fail } from '@cuaso/kernel/errors.ts';
import type { Step } from '@cuaso/platform/cases/definition.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';

/** The unit of an agency that does a step: of the step's kind, before others the one that handles the field. */
export async function getUnitFor(
  ctx: Context,
  agencyId: string,
  place: Step['place'],
  fieldCode: string,
): Promise<string> {
  const found = await sql<{ id: string }>`
    select u.id from directory.unit u
    left join directory.unit_field f on f.unit_id = u.id and f.field_code = ${fieldCode}
    where u.agency_id = ${agencyId} and u.kind = ${place}
    order by (f.field_code is not null) desc, u.code limit 1`.execute(ctx.tx);
  return (found.rows[0] ?? fail('unavailable', 'onestop.no_unit_for_step', { place })).id;
}
