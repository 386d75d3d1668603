import { personName, plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { appoint } from './appoint.ts';
import { dayFrom, positionTarget } from './places.ts';
import { refuse } from './refusals.ts';

/** Takes a new official into a vacant position. */
export const addOfficial = command({
  name: 'directory.add-official',
  summary: 'Thêm cán bộ vào một vị trí',
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z0-9][A-Z0-9._-]{2,39}$/, {
        error: 'Mã cán bộ gồm 3 đến 40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch.',
      }),
    name: personName,
    positionId: uuid,
    fromOn: plainDate.optional(),
  }),
  output: z.strictObject({ officialId: z.string(), positionId: z.string(), fromOn: z.string() }),
  access: { permission: 'directory.manage', of: positionTarget },
  run: async (ctx, { code, name, positionId, ...given }) => {
    const fromOn = dayFrom(ctx, given.fromOn, 'fromOn');
    const officialId = ctx.newId();
    const made = await sql`insert into directory.official (id, code, name) values (${officialId}, ${code}, ${name})
      on conflict (code) do nothing`.execute(ctx.tx);
    if (made.numAffectedRows !== 1n) refuse('code_taken', 'code');
    await appoint(ctx, officialId, positionId, fromOn);
    return { officialId, positionId, fromOn };
  },
});
