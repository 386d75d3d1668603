import { createHash } from 'node:crypto';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import { neverKept, nobody } from '../offline/places.js';

/** Whose page this is, as the device keeps pages apart: a mark of the account that says nothing about the person. */
export function ownerOf(actor: Actor): string {
  if (actor.kind === 'anonymous') return nobody;
  // What officers see of other people is never kept on a device.
  if (actor.kind !== 'person') return neverKept;
  return createHash('sha256').update(`pages of ${actor.accountId}`).digest('hex').slice(0, 24);
}
