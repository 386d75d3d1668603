import type { Kysely, Transaction } from 'kysely';
import type { DB } from '../database/schema.generated.ts';
import type { Actor } from '../identity/actor.ts';

/** What an operation has in hand: the transaction, who asks, and the only sources of time, ids and chance. */
export type Context = {
  /** The operation's transaction; read only in a query. */
  tx: Transaction<DB> | Kysely<DB>;
  actor: Actor;
  requestId: string;
  /** The instant of the operation: the same for all it does. */
  now: Date;
  /** A new time-ordered id (UUID version 7). */
  newId: () => string;
  /** Random bytes for secrets and tokens. */
  random: (bytes: number) => Uint8Array;
  /** What the process may remember between calls: immutable things read once, by name. */
  memory: Map<string, unknown>;
};
