import type { Platform } from '@cuaso/platform/operations/platform.ts';

/** A number of a question to the gateway, never used twice. */
export function randomRequestId(platform: Pick<Platform, 'random'>): string {
  return Buffer.from(platform.random(16)).toString('hex');
}
