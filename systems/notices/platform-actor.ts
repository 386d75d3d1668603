import type { System } from '@cuaso/platform/identity/actor.ts';

/** The platform itself, where it sends and records. */
export const self: System = { kind: 'system', name: 'notices' };
