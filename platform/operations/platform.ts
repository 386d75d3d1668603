import type { Clock } from '@cuaso/kernel/clock.ts';
import type { Database } from '../database/database.ts';
import type { Actor } from '../identity/actor.ts';
import type { AnyOperation } from './operation.ts';

/** What happened to one call of an operation, for logs and metrics; never personal data. */
export type Observation = {
  operation: string;
  kind: 'command' | 'query';
  actorKind: string;
  requestId: string;
  outcome: string;
  milliseconds: number;
};

/** One running platform: everything an operation stands on. */
export type Platform = {
  database: Database;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
  /** Immutable things read once, by name: published definitions, calendar versions. */
  memory: Map<string, unknown>;
  /** Set while a demo or a replay is made, which can be made again: commits do not wait for the disk. */
  commitsLater?: true;
  /** Told of every call once it is over. */
  observe: (observation: Observation) => void;
  /** Refuses who calls too often; the server sets it for each request, because it alone knows the address. */
  admit?: (operation: AnyOperation, actor: Actor) => void;
  /** Told of every error that is a bug, with the reference number the user saw. */
  report: (error: unknown, reference: string) => void;
};
