import { plainDate, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { agencyTarget, dayFrom } from './places.ts';
import { refuse } from './refusals.ts';

/** Gives an agency a new name from a day on; what was written before keeps the old one. */
export const renameAgency = command({
  name: 'directory.rename-agency',
  summary: 'Đổi tên cơ quan từ một ngày',
  input: z.strictObject({
    agencyId: uuid,
    name: shortText(250),
    shortName: shortText(50),
    fromOn: plainDate.optional(),
  }),
  output: z.strictObject({ agencyId: z.string(), name: z.string(), fromOn: z.string() }),
  access: { permission: 'directory.manage', of: agencyTarget },
  run: async (ctx, { agencyId, name, shortName, ...given }) => {
    const fromOn = dayFrom(ctx, given.fromOn, 'fromOn');
    const later = await sql`select from directory.agency_version
      where agency_id = ${agencyId} and lower(valid) >= ${fromOn}::date`.execute(ctx.tx);
    if (later.rows.length > 0) refuse('changes_later', 'fromOn');
    const before = await sql<{ name: string; shortName: string; validFrom: string }>`
      update directory.agency_version set valid = daterange(lower(valid), ${fromOn}::date)
      where agency_id = ${agencyId} and valid @> ${fromOn}::date
      returning name, short_name as "shortName", lower(valid) as "validFrom"`.execute(ctx.tx);
    const old = before.rows[0] ?? refuse('agency_not_found');
    if (old.name === name && old.shortName === shortName) refuse('same_name', 'name');
    await sql`
      insert into directory.agency_version (agency_id, valid, name, short_name, parent_id, division_code, address, phone, domain)
      select agency_id, daterange(${fromOn}::date, null), ${name}, ${shortName}, parent_id, division_code, address, phone, domain
      from directory.agency_version where agency_id = ${agencyId} and lower(valid) = ${old.validFrom}::date`.execute(
      ctx.tx,
    );
    return { agencyId, name, fromOn };
  },
});
