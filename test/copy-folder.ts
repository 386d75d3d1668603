import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Copies all that is in a folder into another one, which is made readable by its owner alone. */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const done = spawnSync('cp', ['-R', `${from}/.`, to], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${from} could not be copied: ${done.stderr}`);
}
