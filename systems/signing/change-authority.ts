import { longText, uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { serviceAddress } from './add-authority.ts';
import { refuse } from './refusals.ts';

/** Changes where an authority's lists are asked, or ends the trust: what was signed before stays checkable. */
export const changeAuthority = command({
  name: 'signing.change-authority',
  summary: 'Đổi địa chỉ hoặc ngừng tin cậy nơi cấp chứng thư',
  input: z.strictObject({
    authorityId: uuid,
    crlUrl: serviceAddress,
    ocspUrl: serviceAddress,
    trust: z.enum(['keep', 'end_now']).default('keep'),
    reason: longText(1000),
  }),
  output: z.strictObject({ authorityId: uuid }),
  // Only who may do so for the whole province: the trust counts everywhere.
  access: { permission: 'signing.manage', of: () => Promise.resolve({}) },
  run: async (ctx, { authorityId, crlUrl, ocspUrl, trust, reason }) => {
    const changed =
      await sql`update signing.authority set crl_url = ${crlUrl}, ocsp_url = ${ocspUrl}, reason = ${reason},
      trusted_until = ${trust === 'end_now' ? sql`coalesce(trusted_until, ${ctx.now}::timestamptz)` : sql`trusted_until`}
      where id = ${authorityId}`.execute(ctx.tx);
    if (changed.numAffectedRows !== 1n) refuse('authority_not_found');
    return { authorityId };
  },
});
