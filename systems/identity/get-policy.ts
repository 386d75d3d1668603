import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

/** What the province has decided about signing in; a word that was never said is no. */
export const policySchema = z.strictObject({ requireSecondFactorForOfficials: z.boolean() });

/** Reads the policy. */
export const getPolicy = query({
  name: 'identity.get-policy',
  summary: 'Xem chính sách đăng nhập',
  input: z.strictObject({}),
  output: policySchema,
  access: { signedIn: 'anyone', because: 'everybody may know the rules that apply to signing in' },
  run: async (ctx) => {
    const found = await sql<{ required: boolean }>`select require_second_factor_for_officials as required
      from identity.policy`.execute(ctx.tx);
    return { requireSecondFactorForOfficials: found.rows[0]?.required ?? false };
  },
});
