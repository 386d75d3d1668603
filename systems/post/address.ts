import { dayOf } from '@cuaso/kernel/clock.ts';
import { phone, personName, shortText } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';

/** Who is met at which address: a commune of today, and the house in it. */
export const addressInput = {
  recipientName: personName,
  phone,
  divisionCode: z.string({ error: 'Chưa chọn xã, phường, thị trấn.' }).regex(/^\d{5}$/, {
    error: 'Chưa chọn xã, phường, thị trấn.',
  }),
  line: shortText(300),
};
/** Who is met at which address. */
export type Address = z.infer<z.ZodObject<typeof addressInput>>;

/** Whether an address is in the agency's own district (or commune, where there are no districts), or elsewhere. */
export type Zone = 'near' | 'province';

/** The address in words of today and how far it is; a division that there is not today is refused beside its field. */
export async function placeOf(
  ctx: Context,
  agencyId: string,
  address: Pick<Address, 'divisionCode' | 'line'>,
): Promise<{ address: string; zone: Zone }> {
  const today = sql`${dayOf(ctx.now)}::date`;
  const found = await sql<{ name: string; isNear: boolean }>`
    select concat_ws(', ', d.name, p.name, g.name) as name,
      coalesce(v.division_code = d.code
        or (p.kind <> 'province' and (v.division_code = p.code or own.parent_code = p.code)), false) as "isNear"
    from directory.division d
    left join directory.division p on p.code = d.parent_code and p.valid @> ${today}
    left join directory.division g on g.code = p.parent_code and g.valid @> ${today}
    left join directory.agency_version v on v.agency_id = ${agencyId} and v.valid @> ${today}
    left join directory.division own on own.code = v.division_code and own.valid @> ${today}
    where d.code = ${address.divisionCode} and d.valid @> ${today} and d.kind in ('ward', 'township', 'commune')`.execute(
    ctx.tx,
  );
  const row = found.rows[0] ?? refuse('no_such_division', 'divisionCode');
  return { address: `${address.line}, ${row.name}`, zone: row.isNear ? 'near' : 'province' };
}
