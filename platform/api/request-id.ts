import type { Platform } from '../operations/platform.ts';
import { uuidv7Of } from '../operations/uuid.ts';

/** The id under which a request is found in log and audit: the caller's own if it is sane, otherwise a new one. */
export function requestIdOf(given: unknown, platform: Pick<Platform, 'clock' | 'random'>): string {
  if (typeof given === 'string' && /^[\w.-]{8,64}$/.test(given)) return given;
  return uuidv7Of(platform.clock.now(), platform.random(10));
}

/** Eight characters of the request id that a person can read over the telephone. */
export function referenceOf(requestId: string): string {
  const tail = requestId
    .replace(/[^0-9a-z]/gi, '')
    .slice(-8)
    .toUpperCase();
  return `${tail.slice(0, 4)}-${tail.slice(4)}`;
}
