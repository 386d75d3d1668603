import pino from 'pino';
import type { Observation } from '../operations/platform.ts';

/** The structured log: JSON lines, never a name, an address of the query, or what somebody typed. */
export type Log = {
  info: (facts: Record<string, unknown>, message: string) => void;
  warn: (facts: Record<string, unknown>, message: string) => void;
  error: (facts: Record<string, unknown>, message: string) => void;
  flush: () => void;
};

/** Where the lines go: a file, or the standard output. */
export type LogTarget = { file: string } | 'stdout';

/** Opens the log. A file is opened for the owner alone and appended to. */
export function openLog(target: LogTarget, level = 'info'): Log {
  const to = target === 'stdout' ? { dest: 1 } : { dest: target.file, mkdir: true, append: true, mode: 0o600 };
  const destination = pino.destination({ ...to, sync: true });
  const formatters = { level: (label: string) => ({ level: label }) };
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, formatters };
  const log = pino(options, destination);
  return {
    info: (facts, message) => log.info(facts, message),
    warn: (facts, message) => log.warn(facts, message),
    error: (facts, message) => log.error(facts, message),
    flush: () => destination.flushSync(),
  };
}

/** A log that keeps nothing, for tests. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  flush: () => undefined,
};

/** One line for each operation that was called. */
export function logOperation(log: Log, observation: Observation): void {
  const { milliseconds, ...facts } = observation;
  const line = { ...facts, milliseconds: Math.round(milliseconds * 10) / 10 };
  if (observation.outcome === 'bug') log.error(line, 'operation');
  else log.info(line, 'operation');
}

/** An error that is a bug, with the reference that the person saw. */
export function logBug(log: Log, error: unknown, reference: string): void {
  log.error({ reference, bug: bugOf(error) }, 'bug');
}

function bugOf(error: unknown): Record<string, unknown> {
  const { name, message, stack, code } = (
    error instanceof Error ? error : new Error(String(error))
  ) as NodeJS.ErrnoException;
  return { name, code, message: message.slice(0, 300), stack };
}

/** One line for each job that ran; the frequent ones only when they fail. */
export function logJob(log: Log, run: { job: string; outcome: string; milliseconds: number; error?: unknown }): void {
  const { job, outcome, error } = run;
  const line = { job, outcome, milliseconds: Math.round(run.milliseconds * 10) / 10 };
  if (outcome !== 'ok') log.error({ ...line, bug: bugOf(error) }, 'job');
  else if (job !== 'audit.seal') log.info(line, 'job');
}
