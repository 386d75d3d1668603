import { plainDate, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { dayFrom, positionTarget } from './places.ts';
import { refuse } from './refusals.ts';

/**
 * Ends the appointment to a position: the day given is the first without a holder. What the holder had through the position
 * ends with it, also what he delegated.
 */
export const endAppointment = command({
  name: 'directory.end-appointment',
  summary: 'Kết thúc bổ nhiệm, phân công',
  input: z.strictObject({ positionId: uuid, endsOn: plainDate.optional() }),
  output: z.strictObject({ positionId: z.string(), endsOn: z.string() }),
  access: { permission: 'directory.manage', of: positionTarget },
  run: async (ctx, { positionId, ...given }) => {
    const endsOn = dayFrom(ctx, given.endsOn, 'endsOn');
    const held = sql`position_id = ${positionId} and (upper(valid) is null or upper(valid) > ${endsOn}::date)`;
    const removed = await sql`
      delete from directory.appointment where ${held} and lower(valid) >= ${endsOn}::date`.execute(ctx.tx);
    const ended = await sql`
      update directory.appointment set valid = daterange(lower(valid), ${endsOn}::date) where ${held}`.execute(ctx.tx);
    if (removed.numAffectedRows === 0n && ended.numAffectedRows === 0n) refuse('position_vacant', 'positionId');
    return { positionId, endsOn };
  },
});
