import { createHash } from 'node:crypto';
import { Failure, fail } from '@cuaso/kernel/errors.ts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { allows, holds, requireAccess } from '../access/access.ts';
import type { DB } from '../database/schema.generated.ts';
import { type Actor, actorWordOf } from '../identity/actor.ts';
import type { Context } from './context.ts';
import { invalidInput } from './invalid-input.ts';
import { isConnectionLost } from './lost-connection.ts';
import type { Access, AnyOperation, Command, Query } from './operation.ts';
import type { Platform } from './platform.ts';
import { refuseUnusable } from './unusable-input.ts';
import { uuidv7Of } from './uuid.ts';

/** What surrounds one call: the request it belongs to and the key under which it may be repeated. */
export type Call = { requestId?: string; idempotencyKey?: string };

type Prepared = {
  platform: Platform;
  operation: AnyOperation;
  actor: Actor;
  input: unknown;
  requestId: string;
  key?: string;
};

const retried = new Set(['40001', '40P01']);
const attempts = 4;

/**
 * The one door: checks the input, begins, stamps operation, actor and request, asks access, runs, checks the output,
 * commits, and records who saw personal data. A Failure is part of the contract; anything else is a bug.
 */
export async function run<I extends z.ZodType, O extends z.ZodType>(
  platform: Platform,
  operation: Command<I, O> | Query<I, O>,
  actor: Actor,
  rawInput: z.input<I>,
  call: Call = {},
): Promise<z.output<O>> {
  return (await runAny(platform, operation as unknown as AnyOperation, actor, rawInput, call)) as z.output<O>;
}

/** As `run`, for callers that know the operation only by name: the API. */
export async function runAny(
  platform: Platform,
  operation: AnyOperation,
  actor: Actor,
  rawInput: unknown,
  call: Call = {},
): Promise<unknown> {
  const started = performance.now();
  const requestId = call.requestId ?? uuidv7Of(platform.clock.now(), platform.random(10));
  const observed = { operation: operation.name, kind: operation.kind, actorKind: actor.kind, requestId };
  let outcome = 'ok';
  try {
    platform.admit?.(operation, actor);
    requireDoor(operation, actor);
    refuseUnusable(rawInput);
    const parsed = operation.input.safeParse(rawInput);
    if (!parsed.success) throw invalidInput(parsed.error);
    const prepared: Prepared = { platform, operation, actor, input: parsed.data, requestId };
    if (call.idempotencyKey !== undefined && operation.secret === undefined) prepared.key = call.idempotencyKey;
    return await attempted(prepared);
  } catch (error) {
    outcome = error instanceof Failure ? error.kind : 'bug';
    throw error;
  } finally {
    platform.observe({ ...observed, outcome, milliseconds: performance.now() - started });
  }
}

async function attempted(prepared: Prepared): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return prepared.operation.kind === 'command' ? await runCommand(prepared) : await runQuery(prepared);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if (code === '57014') fail('unavailable', 'operations.took_too_long');
      if (isConnectionLost(error))
        throw new Failure('unavailable', 'operations.database_unreachable', {}, { cause: error });
      if (attempt === attempts || !retried.has(code)) throw error;
    }
  }
}

async function runCommand(prepared: Prepared): Promise<unknown> {
  const { platform, operation, actor, requestId } = prepared;
  return platform.database.db.transaction().execute(async (tx) => {
    await sql`select set_config('cuaso.operation', ${operation.name}, true), set_config('cuaso.actor', ${actorWordOf(actor)}, true),
      set_config('cuaso.request', ${requestId}, true)
      ${platform.commitsLater === true ? sql`, set_config('synchronous_commit', 'off', true)` : sql``}`.execute(tx);
    const repeated = await claimKey(prepared, tx);
    if (repeated !== undefined) return repeated.output;
    const output = await runChecked(prepared, tx);
    if (prepared.key !== undefined) await keepOutput(prepared, tx, output);
    return output;
  });
}

async function runQuery(prepared: Prepared): Promise<unknown> {
  const { platform, operation } = prepared;
  const output =
    operation.isolation === 'statement'
      ? await runChecked(prepared, platform.database.readOnly)
      : await platform.database.db
          .transaction()
          .setAccessMode('read only')
          .setIsolationLevel('repeatable read')
          .execute((tx) => runChecked(prepared, tx));
  await recordSeen(prepared, output);
  return output;
}

async function runChecked(prepared: Prepared, tx: Transaction<DB> | Kysely<DB>): Promise<unknown> {
  const { platform, operation, actor, input, requestId } = prepared;
  const now = platform.clock.now();
  const newId = () => uuidv7Of(now, platform.random(10));
  const ctx: Context = { tx, actor, requestId, now, newId, random: platform.random, memory: platform.memory };
  await requireTarget(operation.access, ctx, input as never);
  const output: unknown = await operation.run(ctx, input as never);
  return operation.output.parse(output);
}

/** Before any work: an actor who can never do this is told so. */
function requireDoor({ name, access }: AnyOperation, actor: Actor): void {
  if ('everyone' in access || actor.kind === 'system') return;
  if ('system' in access) fail('denied', 'access.not_allowed');
  if (actor.kind === 'anonymous') fail('signed_out', 'access.sign_in_first');
  const first = 'session' in actor ? actor.session?.only : undefined;
  if (first !== undefined && !first.operations.includes(name)) fail('denied', first.code);
  if ('signedIn' in access) {
    const wanted = access.signedIn;
    const fits = wanted === 'anyone' ? actor.kind !== 'client' : actor.kind === wanted;
    if (!fits) fail('denied', 'access.not_allowed');
  } else if (!holds(actor, access.permission)) fail('denied', 'access.not_allowed', { permission: access.permission });
}

async function requireTarget(access: Access<never>, ctx: Context, input: never): Promise<void> {
  if (!('permission' in access) || access.of === undefined) return;
  const target = await access.of(ctx, input);
  if (!allows(ctx.actor, access.permission, target)) requireAccess(ctx.actor, access.permission, target, access.seenBy);
}

async function claimKey(prepared: Prepared, tx: Transaction<DB>): Promise<{ output: unknown } | undefined> {
  if (prepared.key === undefined) return undefined;
  const row = { actor: actorWordOf(prepared.actor), key: prepared.key };
  const inputHash = createHash('sha256').update(JSON.stringify(prepared.input)).digest('hex');
  const claimed = await sql`insert into operations.idempotency (actor, key, operation, input_hash)
    values (${row.actor}, ${row.key}, ${prepared.operation.name}, ${inputHash}) on conflict do nothing`.execute(tx);
  if (claimed.numAffectedRows === 1n) return undefined;
  const first = await sql<{ operation: string; input_hash: string; output: unknown }>`
    select operation, input_hash, output from operations.idempotency where actor = ${row.actor} and key = ${row.key}`.execute(
    tx,
  );
  const found = first.rows[0];
  if (found?.operation !== prepared.operation.name || found.input_hash !== inputHash) {
    fail('conflict', 'operations.key_used_for_something_else');
  }
  return { output: prepared.operation.output.parse(found.output) };
}

async function keepOutput(prepared: Prepared, tx: Transaction<DB>, output: unknown): Promise<void> {
  await sql`update operations.idempotency set output = ${JSON.stringify(output)}::jsonb
    where actor = ${actorWordOf(prepared.actor)} and key = ${prepared.key}`.execute(tx);
}

async function recordSeen(prepared: Prepared, output: unknown): Promise<void> {
  const { platform, operation, actor, requestId } = prepared;
  if (operation.sees === undefined || actor.kind === 'anonymous' || actor.kind === 'system') return;
  for (const seen of operation.sees(output as never, prepared.input as never)) {
    if (seen.keys.length === 0) continue;
    await sql`select audit.record_view(${operation.name}, ${actorWordOf(actor)}, ${requestId}, ${seen.relation},
      ${seen.keys}::text[])`.execute(platform.database.db);
  }
}
