import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../platform/database/data-folder.ts';

/** A folder filled once a day and once for these sources, however many tests begin at the same time. */
export async function keptFolder(fill: (empty: string) => Promise<void>): Promise<string> {
  const sources = ['make-pki.ts', 'openssl-configuration.ts'].map((name) =>
    readFileSync(join(import.meta.dirname, name)),
  );
  const key = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  const home = join(projectFolder, 'node_modules', '.cache', 'cuaso-test-pki');
  const name = `${new Date().toISOString().slice(0, 10)}-${key}`;
  const kept = join(home, name);
  if (existsSync(kept)) return kept;
  mkdirSync(home, { recursive: true });
  const making = mkdtempSync(`${kept}.`);
  await fill(making);
  try {
    renameSync(making, kept);
  } catch {
    // Another test was first; its work is as good.
    rmSync(making, { recursive: true, force: true });
  }
  for (const old of readdirSync(home)) {
    if (old.slice(0, 10) < name.slice(0, 10)) rmSync(join(home, old), { recursive: true, force: true });
  }
  return kept;
}
