import { setTimeout as sleep } from 'node:timers/promises';
import { totpCodeOf } from '../platform/identity/totp.ts';
import type { DemoSignIns } from './server-process.ts';

const periodMs = 30_000;
const marginMs = 5000;
/** The last step that was used, by key: a code is taken once, and none that is older than one used before. */
const lastSteps = new Map<string, number>();

/**
 * A code of the role's authenticator application that was not used yet. One period earlier or later is forgiven, so that
 * three can follow each other; the next one has to be waited for.
 */
export async function nextCode(demo: Pick<DemoSignIns, 'totpKeyOf'>, role: string): Promise<string> {
  const key = demo.totpKeyOf(role);
  if (key === '') throw new Error(`${role} has no authenticator application`);
  // The demo itself has used the step before the present one up when it was made.
  const last = lastSteps.get(key) ?? stepNow() - 1;
  // The code of the period before is not begun with when it may be too old on arrival.
  const oldest = Math.floor((Date.now() + marginMs) / periodMs) - 1;
  const step = Math.max(last + 1, oldest);
  lastSteps.set(key, step);
  while (step > stepNow() + 1) await sleep(500);
  return totpCodeOf(key, new Date(step * periodMs));
}

function stepNow(): number {
  return Math.floor(Date.now() / periodMs);
}
