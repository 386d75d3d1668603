import type { System } from '@cuaso/platform/identity/actor.ts';

/** The platform as it acts in the background for signing. */
export const self: System = { kind: 'system', name: 'signing' };
