import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { policySchema } from './get-policy.ts';
import { provinceTarget } from './targets.ts';

/** Changes the policy; it counts from everybody's next request on. */
export const changePolicy = command({
  name: 'identity.change-policy',
  summary: 'Đổi chính sách đăng nhập',
  input: policySchema,
  output: policySchema,
  access: { permission: 'identity.manage', of: provinceTarget },
  run: async (ctx, input) => {
    await sql`insert into identity.policy (id, require_second_factor_for_officials, changed_at)
      values (1, ${input.requireSecondFactorForOfficials}, ${ctx.now})
      on conflict (id) do update set require_second_factor_for_officials = excluded.require_second_factor_for_officials,
        changed_at = excluded.changed_at`.execute(ctx.tx);
    return input;
  },
});
