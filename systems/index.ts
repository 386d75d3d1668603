import type { InstalledSystem } from '@cuaso/platform/operations/registry.ts';
import { operations as onestopOperations } from './onestop/operations.ts';
import { onestop } from './onestop/system.ts';
import { operations as servicesOperations } from './services/operations.ts';
import { services } from './services/system.ts';

/** Every system of the platform, each after those it uses: the only file that names them all. */
export const installed: readonly InstalledSystem[] = [
  { system: onestop, operations: onestopOperations },
  { system: services, operations: servicesOperations },
];
