import type { z } from 'zod';
import type { Target } from '../access/access.ts';
import type { Context } from './context.ts';

/** Who may call an operation; every operation must say it. */
export type Access<Input> =
  /** Anybody, signed in or not; the reason stands beside it. */
  | { everyone: string }
  /** Anybody with a session; `run` keeps to what is the caller's own; the reason stands beside it. */
  | { signedIn: 'anyone' | 'person' | 'official'; because: string }
  /** Who holds the permission; with `of` for this thing, otherwise `run` filters by `visible` or asks `requireAccess`. */
  | { permission: string; of?: (ctx: Context, input: Input) => Promise<Target>; seenBy?: string }
  /** Only the platform itself. */
  | { system: string };

/** What one caller may ask of an operation: fewer calls a minute or a day, or more bytes than usual. */
export type Limits = { callsPerMinute?: number; callsPerDay?: number; inputBytes?: number };

/** A thing that somebody looked at: the relation and the keys of its rows. */
export type Seen = { relation: string; keys: readonly string[] };

type Shape<I extends z.ZodType, O extends z.ZodType> = {
  /** `<system>.<verb-noun>`: the file, the route, the operationId and the word in the audit. */
  name: string;
  /** What it does, in Vietnamese, for the API page, the permission screen and the audit. */
  summary: string;
  input: I;
  output: O;
  access: Access<z.output<I>>;
  /** Where the usual limits do not fit: what invites guessing, what takes files. */
  limits?: Limits;
  /** Its input or output carries a password, a code or a token: nothing of it is kept, so a key does not repeat it. */
  secret?: true;
  run: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>;
};

/** A command: may write, in exactly one transaction. */
export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Shape<I, O> & {
  kind: 'command';
};

/** A query: its transaction is READ ONLY in the database. */
export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Shape<I, O> & {
  kind: 'query';
  /** `statement`: one statement needs no transaction around it (hot look-ups by key). */
  isolation: 'transaction' | 'statement';
  /** Personal data shown to an official, a machine, or somebody who asks for all of his own: what is recorded as seen. */
  sees?: (output: z.output<O>, input: z.output<I>) => readonly Seen[];
};

/** An operation whose input and output are only known at run time. */
export type AnyOperation = {
  kind: 'command' | 'query';
  name: string;
  summary: string;
  input: z.ZodType;
  output: z.ZodType;
  access: Access<never>;
  limits?: Limits;
  isolation?: 'transaction' | 'statement';
  secret?: true;
  run: (ctx: Context, input: never) => Promise<unknown>;
  sees?: (output: never, input: never) => readonly Seen[];
};

/** Defines a command. */
export function command<I extends z.ZodType, O extends z.ZodType>(shape: Shape<I, O>): Command<I, O> {
  return { ...shape, kind: 'command' };
}

/** Defines a query. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  shape: Shape<I, O> & { isolation?: 'transaction' | 'statement'; sees?: Query<I, O>['sees'] },
): Query<I, O> {
  return { isolation: 'transaction', ...shape, kind: 'query' };
}
