import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';

/** Whose account asks; a machine has none. */
export function ownAccountOf({ actor }: Context): string {
  if (actor.kind === 'person' || (actor.kind === 'official' && actor.session !== undefined)) return actor.accountId;
  fail('denied', 'access.not_allowed');
}
