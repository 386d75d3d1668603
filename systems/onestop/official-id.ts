import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';

/** The official who acts; only a person in office can have a dossier in hand. */
export function officialIdOf(ctx: Context): string {
  return ctx.actor.kind === 'official' ? ctx.actor.officialId : fail('denied', 'onestop.only_officials');
}
