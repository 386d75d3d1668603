type Item = { state: 'waiting' | 'sent' | 'answered' | 'signed' | 'failed' | 'cancelled'; checkCode: string };

/** How far a session is: how many are signed, how many will not be, how many are still to come. */
export function progressOf(items: readonly Pick<Item, 'state'>[]) {
  const count = (...states: readonly Item['state'][]) => items.filter(({ state }) => states.includes(state)).length;
  return {
    total: items.length,
    signed: count('signed'),
    unsigned: count('failed', 'cancelled'),
    open: count('waiting', 'sent', 'answered'),
  };
}

/** The documents whose check code stands on the telephone now: those sent, or all that wait while none was sent yet. */
export function onTheTelephone<I extends Item>(items: readonly I[]): I[] {
  return items.filter(({ state, checkCode }) => state === 'sent' && checkCode !== '');
}

/** What changes when a session moves on; the page is drawn again only then. */
export function stateMark(session: {
  state: string;
  items: readonly { state: string; level: string | null }[];
}): string {
  return [session.state, ...session.items.map(({ state, level }) => `${state}${level ?? ''}`)].join(' ');
}
