import { z } from 'zod';
import { vietnameseErrors } from '@cuaso/kernel/zod-vietnamese.ts';
import type { Confidentiality, Reach } from '../identity/actor.ts';
import type { AnyOperation } from './operation.ts';

/** A permission as its system declares it: the word, and what it lets one do, in Vietnamese. */
export type Permission = { name: string; title: string };

/** A duty's usual grants, used when a position is made: permission and reach. */
export type Role = {
  duty: string;
  grants: readonly { permission: string; reach: Reach; confidentiality?: Confidentiality }[];
};

/** What a system says of itself; the first file to read in its folder. */
export type System = {
  name: string;
  title: string;
  law: readonly string[];
  /** Names of the systems whose public.ts this one imports. */
  uses: readonly string[];
  permissions: readonly Permission[];
  roles: readonly Role[];
};

/** A system with its operations: what `systems/index.ts` lists. */
export type InstalledSystem = { system: System; operations: readonly AnyOperation[] };

/** All operations by name, with the systems they belong to. */
export type Registry = {
  systems: readonly System[];
  operations: ReadonlyMap<string, AnyOperation>;
  permissions: ReadonlyMap<string, Permission>;
};

/** Defines a system; the compiler checks its shape, `createRegistry` the rest. */
export function defineSystem(system: System): System {
  return system;
}

/** An operation, its types erased, for a list of many. */
export function erased(operation: { kind: 'command' | 'query'; name: string }): AnyOperation {
  return operation as unknown as AnyOperation;
}

/** Puts the systems together and refuses to start when a definition does not fit. */
export function createRegistry(installed: readonly InstalledSystem[]): Registry {
  z.config({ customError: vietnameseErrors });
  const operations = new Map<string, AnyOperation>();
  const permissions = new Map<string, Permission>();
  for (const { system } of installed) {
    for (const permission of system.permissions) {
      if (!permission.name.startsWith(`${system.name}.`))
        throw new Error(`${permission.name}: not of system ${system.name}`);
      permissions.set(permission.name, permission);
    }
  }
  for (const { system, operations: own } of installed) {
    for (const operation of own) {
      const problem = problemOf(system, operation, operations, permissions);
      if (problem !== undefined) throw new Error(`${operation.name}: ${problem}`);
      operations.set(operation.name, operation);
    }
  }
  for (const { system } of installed) {
    for (const grant of system.roles.flatMap((role) => role.grants)) {
      if (!permissions.has(grant.permission))
        throw new Error(`${system.name}: role grants unknown ${grant.permission}`);
    }
  }
  return { systems: installed.map((one) => one.system), operations, permissions };
}

function problemOf(
  system: System,
  operation: AnyOperation,
  known: ReadonlyMap<string, AnyOperation>,
  permissions: ReadonlyMap<string, Permission>,
): string | undefined {
  if (!new RegExp(`^${system.name}\\.[a-z]+(-[a-z0-9]+)*$`).test(operation.name))
    return 'the name must be system.verb-noun';
  if (known.has(operation.name)) return 'there is another of this name';
  const access = operation.access;
  if ('permission' in access && !permissions.has(access.permission)) return `no permission ${access.permission}`;
  if ('everyone' in access && access.everyone.length < 15) return 'open to everyone without a reason';
  return undefined;
}
