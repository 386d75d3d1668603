import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { appoint } from './appoint.ts';
import { dayFrom, positionTarget } from './places.ts';
import { refuse } from './refusals.ts';

/** Appoints an official to a vacant position, from a day on. */
export const appointOfficial = command({
  name: 'directory.appoint-official',
  summary: 'Bổ nhiệm, phân công cán bộ vào vị trí',
  input: z.strictObject({ officialId: uuid, positionId: uuid, fromOn: plainDate.optional() }),
  output: z.strictObject({ officialId: z.string(), positionId: z.string(), fromOn: z.string() }),
  access: { permission: 'directory.manage', of: positionTarget },
  run: async (ctx, { officialId, positionId, ...given }) => {
    const fromOn = dayFrom(ctx, given.fromOn, 'fromOn');
    const known = await sql`select from directory.official where id = ${officialId}`.execute(ctx.tx);
    if (known.rows.length === 0) refuse('official_not_found', 'officialId');
    await appoint(ctx, officialId, positionId, fromOn);
    return { officialId, positionId, fromOn };
  },
});
