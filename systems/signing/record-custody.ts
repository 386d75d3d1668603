import { longText, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from './refusals.ts';
import { certificateTarget, getStoredCertificate } from './stored-certificate.ts';

const statusAfter = {
  handed_over: 'active',
  unlocked: 'active',
  returned: 'returned',
  locked: 'locked',
  revoked: 'revoked',
} as const;

const text = shortText(200).or(z.literal('')).default('');

/** Writes what happened to a device: handed over, taken back, locked, unlocked, its certificate revoked. */
export const recordCustody = command({
  name: 'signing.record-custody',
  summary: 'Ghi bàn giao, thu hồi, khóa, mở khóa thiết bị ký',
  input: z.strictObject({
    certificateId: uuid,
    act: z.enum(['handed_over', 'returned', 'locked', 'unlocked', 'revoked']),
    givenBy: text,
    givenTo: text,
    note: longText(1000).or(z.literal('')).default(''),
  }),
  output: z.strictObject({ certificateId: uuid, status: z.string() }),
  access: { permission: 'signing.manage', of: certificateTarget },
  run: async (ctx, input) => {
    const { certificateId, act, givenBy, givenTo, note } = input;
    await sql`select from signing.certificate where id = ${certificateId} for update`.execute(ctx.tx);
    const { status } = await getStoredCertificate(ctx, certificateId);
    if (status === 'revoked') refuse('status_over');
    const next = statusAfter[act];
    await sql`insert into signing.custody (id, certificate_id, act, at, given_by, given_to, note, recorded_by)
      values (${ctx.newId()}, ${certificateId}, ${act}, ${ctx.now}, ${givenBy}, ${givenTo}, ${note},
        ${actorWordOf(ctx.actor)})`.execute(ctx.tx);
    await sql`update signing.certificate set status = ${next}, status_reason = ${note},
      revoked_at = ${next === 'revoked' ? ctx.now : null} where id = ${certificateId}`.execute(ctx.tx);
    return { certificateId, status: next };
  },
});
