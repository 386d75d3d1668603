import { fail } from '@cuaso/kernel/errors.ts';
import { type Actor, actorWordOf } from '../identity/actor.ts';
import type { AnyOperation } from '../operations/operation.ts';

/** How many operations a minute one caller may run; an operation with `limits.callsPerMinute` counts by itself as well. */
export type CallLimits = { anonymous: number; person: number; official: number; client: number };

/** The usual limits: far above what people do, below what a machine does that tries everything. */
export const usualLimits: CallLimits = { anonymous: 1200, person: 600, official: 1200, client: 6000 };

/** Counts calls of this process; with several processes each counts for itself. */
export type CallCounter = {
  /** Refuses with too_many when this caller has had enough of this operation for this minute. */
  admit: (operation: AnyOperation, actor: Actor, address: string) => void;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const mostKeys = 100_000;

type Window = { until: number; calls: number };

/** Makes a counter of calls in windows of one minute, and of one day where an operation has such a limit: by address for strangers, by actor for everybody else. */
export function callCounter(limits: CallLimits, now: () => number = () => performance.now()): CallCounter {
  const minutes = new Map<string, Window>();
  const days = new Map<string, Window>();
  const count = (windows: Map<string, Window>, key: string, most: number): void => {
    const at = now();
    const windowMs = windows === days ? dayMs : minuteMs;
    const known = windows.get(key);
    const window = known !== undefined && known.until > at ? known : { until: at + windowMs, calls: 0 };
    window.calls += 1;
    if (window !== known) {
      // A new window goes to the end, so that the oldest are found first.
      windows.delete(key);
      makeRoom(windows, at);
      windows.set(key, window);
    }
    if (window.calls <= most) return;
    fail('too_many', 'operations.too_many_calls', { retryAfterSeconds: (window.until - at) / 1000 });
  };
  return {
    admit: (operation, actor, address) => {
      if (actor.kind === 'system') return;
      const who = actor.kind === 'anonymous' ? `address:${networkOf(address)}` : actorWordOf(actor);
      const { callsPerMinute, callsPerDay } = operation.limits ?? {};
      if (callsPerMinute !== undefined) count(minutes, `${operation.name} ${who}`, callsPerMinute);
      count(minutes, who, limits[actor.kind]);
      if (callsPerDay !== undefined) count(days, `${operation.name} ${who}`, callsPerDay);
    },
  };
}

/** The part of an address that belongs to one subscriber: all of IPv4, the first 64 bits of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - front.length - tail.split(':').filter(Boolean).length;
  return [...front, ...Array<string>(Math.max(missing, 0)).fill('0')].slice(0, 4).join(':');
}

function makeRoom(windows: Map<string, Window>, at: number): void {
  for (const [key, window] of windows) {
    if (window.until > at && windows.size < mostKeys) return;
    windows.delete(key);
  }
}
