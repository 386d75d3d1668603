import { grantByDuty } from '@cuaso/platform/access/grant-by-duty.ts';
import { loadProvince as writeProvince } from '@cuaso/platform/directory/load-province.ts';
import { provinceSchema } from '@cuaso/platform/directory/province.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** Loads a whole province into an empty directory; the positions get what their duty usually gets. */
export const loadProvince = command({
  name: 'directory.load-province',
  summary: 'Nạp danh bạ ban đầu của tỉnh',
  input: provinceSchema,
  output: z.strictObject({
    divisions: z.int(),
    agencies: z.int(),
    units: z.int(),
    positions: z.int(),
    officials: z.int(),
    grants: z.int(),
  }),
  access: { system: 'only the first start of an installation fills the directory' },
  run: async (ctx, province) => {
    const roles = await sql`select from access.role limit 1`.execute(ctx.tx);
    if (roles.rows.length === 0) throw new Error('access.sync-permissions has to run before the province is loaded');
    const counts = await writeProvince(ctx.tx, ctx.newId, province);
    return { ...counts, grants: await grantByDuty(ctx.tx, province.validFrom) };
  },
});
