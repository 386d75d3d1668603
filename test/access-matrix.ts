import { Failure } from '@cuaso/kernel/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { AnyOperation } from '../platform/operations/operation.ts';
import type { Platform } from '../platform/operations/platform.ts';
import { runAny } from '../platform/operations/run.ts';

/** Somebody who tries every operation, under the name of a column. */
export type Role = { name: string; actor: Actor };

/**
 * What the door says to this actor, found out by really calling: `null` is the input of no operation, so whoever is let
 * through is told that it is invalid, and nothing can happen.
 */
export async function doorAnswer(platform: Platform, operation: AnyOperation, actor: Actor): Promise<string> {
  try {
    await runAny(platform, operation, actor, null);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind === 'signed_out') return 'sign in';
    if (error.kind === 'denied') return '-';
    if (error.kind === 'invalid') return reachOf(operation, actor);
    throw error;
  }
  throw new Error(`${operation.name} takes null for an input`);
}

/** One line for each operation, one column for each role: how far each of them reaches, `-` for not at all. */
export async function accessMatrix(
  platform: Platform,
  operations: readonly AnyOperation[],
  roles: readonly Role[],
): Promise<string> {
  const lines = [['operation', ...roles.map(({ name }) => name)]];
  for (const operation of operations.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const answers = [];
    for (const { actor } of roles) answers.push(await doorAnswer(platform, operation, actor));
    lines.push([operation.name, ...answers]);
  }
  return `${aligned(lines).join('\n')}\n`;
}

/** For an official the widest reach of the permission; for the others only that they come through. */
function reachOf({ access }: AnyOperation, actor: Actor): string {
  if (!('permission' in access) || actor.kind !== 'official') return 'yes';
  const reaches = ['own', 'unit', 'agency', 'below', 'province'];
  const held = (actor.grants.get(access.permission) ?? []).map(({ reach }) => reach);
  return reaches.findLast((reach) => held.some((one) => one === reach)) ?? 'nothing';
}

function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
