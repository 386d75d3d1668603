import type { System } from '@cuaso/platform/identity/actor.ts';

/** The platform as it takes and compares payments by itself. */
export const self: System = { kind: 'system', name: 'payments' };
