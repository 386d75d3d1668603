import type { Actor } from '@cuaso/platform/identity/actor.ts';

/** Where a signed-in actor belongs: to what must be done first, the officer's desk, or the own dossiers. */
export function ownPlaceOf(actor: Actor): string {
  const first = 'session' in actor ? actor.session?.only?.code : undefined;
  if (first === 'identity.change_password_first') return '/ho-so/tai-khoan/mat-khau';
  if (first === 'identity.second_factor_first') return '/ho-so/tai-khoan/hai-lop';
  return actor.kind === 'official' ? '/can-bo' : '/ho-so';
}
