import type { Work } from './agent-work.ts';
import type { TokenView } from './agent-tokens.ts';

/** How it stands with the server; `down` says in a sentence why. */
export type Connection =
  { state: 'starting' } | { state: 'up' } | { state: 'down'; why: string } | { state: 'unpaired' };

/** What happened last, for the top of the page; `signed` and `left` count documents. */
export type Notice =
  | { kind: 'all_signed'; signed: number }
  | { kind: 'stopped' | 'token_gone' | 'device_failed' | 'server_gone'; signed: number; left: number }
  | { kind: 'over'; signed: number; left: number; why: string }
  | { kind: 'pin_missing' | 'pin_wrong' | 'pin_locked' | 'key_missing' | 'changed' | 'not_signed' | 'unexpected' };

/** How far a running batch is, in documents. */
export type Progress = { signed: number; total: number; isStopping: boolean };

/** Everything that the page shows. */
export type AgentView = {
  server: string;
  serverName: string;
  ownerName: string;
  connection: Connection;
  work: Work | undefined;
  token: TokenView | undefined;
  progress: Progress | undefined;
  notice: Notice | undefined;
  /** A refusal that the server has not taken yet. */
  isRefusalWaiting: boolean;
};
