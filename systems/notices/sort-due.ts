import type { NoticeServices } from '@cuaso/platform/notices/services.ts';
import { firstLoudMoment, nextMorning } from '@cuaso/platform/notices/quiet-hours.ts';
import type { DueRow } from './due-row.ts';

/** What becomes of a message whose time has come. */
export type Fate =
  | { fate: 'go'; provider: string }
  | { fate: 'put_off'; until: Date; because: 'night' | 'limit' }
  | { fate: 'join'; into: string }
  | { fate: 'expired' }
  | { fate: 'not_set_up' }
  | { fate: 'unknown' };

/** The same address on the same way, as one word. */
export const placeOf = (row: { channel: string; address: string }): string => `${row.channel} ${row.address}`;

/**
 * Decides in order what goes out now: nothing at night, no more for one address and day than the limit allows, and what was put
 * off yesterday as one message. Urgent ones go at once and count against nothing.
 */
export function sortDue(
  rows: readonly DueRow[],
  services: Pick<NoticeServices, 'providers' | 'dailyLimits'>,
  sentToday: ReadonlyMap<string, number>,
  now: Date,
): Map<string, Fate> {
  const counts = new Map(sentToday);
  const carriers = new Map<string, string>();
  return new Map(
    rows.map((row): [string, Fate] => {
      const early = earlyFate(row, services, now);
      if (early !== undefined) return [row.id, early];
      const provider = providerFor(row, services);
      if (provider === undefined) return [row.id, { fate: 'unknown' }];
      const go: Fate = { fate: 'go', provider };
      if (row.isUrgent) return [row.id, go];
      const place = placeOf(row);
      const carrier = carriers.get(place);
      if (carrier !== undefined && row.wasPutOff && row.tries === 0) return [row.id, { fate: 'join', into: carrier }];
      const count = counts.get(place) ?? 0;
      // A second try of what was counted already is not held back.
      if (row.tries === 0 && count >= services.dailyLimits[row.channel])
        return [row.id, { fate: 'put_off', until: nextMorning(now, row.quiet), because: 'limit' }];
      if (row.tries === 0) counts.set(place, count + 1);
      if (row.wasPutOff) carriers.set(place, row.id);
      return [row.id, go];
    }),
  );
}

function earlyFate(row: DueRow, { providers }: Pick<NoticeServices, 'providers'>, now: Date): Fate | undefined {
  if (row.expiresAt !== null && row.expiresAt <= now) return { fate: 'expired' };
  if (providers[row.channel].length === 0) return row.isInDoubt ? { fate: 'unknown' } : { fate: 'not_set_up' };
  const loud = row.isUrgent ? now : firstLoudMoment(now, row.quiet);
  return loud > now ? { fate: 'put_off', until: loud, because: 'night' } : undefined;
}

/** In doubt the provider that may have it; otherwise the next one at each try. */
function providerFor(row: DueRow, { providers }: Pick<NoticeServices, 'providers'>): string | undefined {
  const known = providers[row.channel];
  if (row.isInDoubt) return known.find((one) => one.name === row.provider)?.name;
  return known[row.tries % known.length]?.name;
}
