import type { CertificateRow } from './certificate-rows.ts';

/** How a signature is made: by the server's key, by the agent beside the token, by a provider, by telephone. */
export type Way = 'server' | 'agent' | 'remote' | 'sim';

/** The way of each device. */
export const wayOf: Readonly<Record<CertificateRow['device'], Way>> = {
  hsm: 'server',
  test: 'server',
  usb_token: 'agent',
  remote: 'remote',
  sim: 'sim',
};

/** The queue in which a session is worked off: two turns of one session never run at once; few queues serve all sessions. */
export function queueOf(sessionId: string): string {
  return `signing-${sessionId.slice(-2)}`;
}

/** How long a session of each way stays open, in minutes: a provider answers soon, a person looks for a token. */
export const sessionMinutes: Readonly<Record<Way, number>> = { server: 10, agent: 30, remote: 5, sim: 15 };
