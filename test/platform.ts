import { systemClock } from '@cuaso/kernel/clock.ts';
import type { Database } from '../platform/database/database.ts';
import type { Platform } from '../platform/operations/platform.ts';
import { systemRandom } from '../platform/operations/randomness.ts';

/** A platform on the database of a test, with the machine's clock unless another is given. */
export function testPlatform(database: Database, parts: Partial<Platform> = {}): Platform {
  return {
    database,
    clock: systemClock,
    random: systemRandom,
    memory: new Map(),
    observe: () => undefined,
    report: () => undefined,
    ...parts,
  };
}
