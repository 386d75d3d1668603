import { addDays, dayOf, instantAt } from '@cuaso/kernel/clock.ts';
import { plainDate, shortText } from '@cuaso/kernel/fields.ts';
import { actorWordOf } from '@cuaso/platform/identity/actor.ts';
import { clientTokenOf } from '@cuaso/platform/identity/client.ts';
import { hashOfToken } from '@cuaso/platform/identity/secrets.ts';
import { invalidField } from '@cuaso/platform/operations/invalid-input.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { provinceTarget } from './targets.ts';

const longestDays = 731;

/** A permission that a machine may be given: not those about accounts and grants, which stay with people. */
const scope = z
  .string()
  .max(80)
  .regex(/^[a-z_]+\.[a-z_]+$/, { error: 'Phạm vi là tên một quyền, ví dụ onestop.view.' })
  .refine((name) => !/^(identity|access)\./.test(name), {
    error: 'Hệ thống đối tác không được nhận quyền về tài khoản và phân quyền.',
  });

/** Makes a token for a partner's machine; it is shown once, here lies its SHA-256. */
export const createClient = command({
  name: 'identity.create-client',
  summary: 'Cấp mã truy cập cho hệ thống đối tác',
  input: z.strictObject({
    name: shortText(200),
    scopes: z.array(scope).min(1).max(50),
    /** The last day on which the token is good. */
    validUntilOn: plainDate,
  }),
  output: z.strictObject({ clientId: z.string(), token: z.string(), validUntil: z.iso.datetime() }),
  access: { permission: 'identity.manage', of: provinceTarget },
  secret: true,
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    if (input.validUntilOn < today || input.validUntilOn > addDays(today, longestDays)) {
      const message = 'Ngày hết hạn phải từ hôm nay đến không quá hai năm.';
      throw invalidField('validUntilOn', 'identity.client_period', message);
    }
    const [clientId, token] = [ctx.newId(), clientTokenOf(ctx.random)];
    const validUntil = instantAt(addDays(input.validUntilOn, 1), 0);
    const scopes = [...new Set(input.scopes)].toSorted();
    await sql`insert into identity.client (id, name, token_hash, scopes, valid, created_at, created_by)
      values (${clientId}, ${input.name}, ${hashOfToken(token)}, ${scopes}::text[],
        tstzrange(${ctx.now}::timestamptz, ${validUntil}::timestamptz), ${ctx.now}, ${actorWordOf(ctx.actor)})`.execute(
      ctx.tx,
    );
    return { clientId, token, validUntil: validUntil.toISOString() };
  },
});
