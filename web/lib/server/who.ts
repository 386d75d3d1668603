import type { Actor } from '@cuaso/platform/identity/actor.ts';

/** Who is signed in, as the corner of the page says it. */
export type Who = {
  kind: 'person' | 'official';
  name: string;
  /** Titles of the positions held in one's own right. */
  positions: string[];
  /** Titles of the positions held for somebody else just now. */
  delegated: string[];
};

/** What the pages may say about the actor; nothing for a stranger. */
export function whoOf(actor: Actor): Who | undefined {
  if (actor.kind === 'person') return { kind: 'person', name: actor.name, positions: [], delegated: [] };
  if (actor.kind !== 'official') return undefined;
  const titles = (delegated: 'own' | 'delegated') =>
    actor.positions.filter((held) => held.delegated === (delegated === 'delegated')).map((held) => held.title);
  return { kind: 'official', name: actor.name, positions: titles('own'), delegated: titles('delegated') };
}
