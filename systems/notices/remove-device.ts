import { fail } from '@cuaso/kernel/errors.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { ownAccountOf } from './own.ts';

/** A browser of mine is told nothing any more. */
export const removeDevice = command({
  name: 'notices.remove-device',
  summary: 'Tắt thông báo trên một thiết bị',
  input: z.strictObject({ id: uuid }),
  output: z.strictObject({}),
  access: { signedIn: 'person', because: 'only own devices are removed' },
  run: async (ctx, { id }) => {
    const gone =
      await sql`delete from notices.subscription where id = ${id} and account_id = ${ownAccountOf(ctx)}`.execute(
        ctx.tx,
      );
    if (gone.numAffectedRows !== 1n) fail('not_found', 'notices.no_such_device');
    return {};
  },
});
