import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectFolder } from './data-folder.ts';

/** One SQL file of the project; `name` is how it is recorded (`directory/0001_directory`). */
export type SqlFile = { name: string; path: string; text: string; checksum: string };

/** The engines in building order: each one's tables may refer to those before it. */
export const engines = [
  'database', 'audit', 'directory', 'identity', 'access', 'operations', 'api', 'jobs', 'files', 'search',
  'registers', 'signing', 'notices', 'exchange', 'cases', 'publishing', 'reports',
]; // prettier-ignore

const firstSystems = ['procedures', 'onestop', 'services', 'statistics'];

/** The migrations of all engines and systems in the order in which they run. */
export function migrationFiles(root: string = projectFolder): SqlFile[] {
  const systems = systemsIn(root).flatMap((name) => filesIn(root, `systems/${name}/migrations`, `systems.${name}`));
  return [...engines.flatMap((name) => filesIn(root, `platform/${name}/migrations`, name)), ...systems];
}

/** The set-up files, run by the superuser before the migrations at each start; each may be repeated. */
export function setUpFiles(root: string = projectFolder): SqlFile[] {
  return engines.flatMap((name) => filesIn(root, `platform/${name}/setup`, `${name}.setup`));
}

function systemsIn(root: string): string[] {
  const folder = join(root, 'systems');
  if (!existsSync(folder)) return [];
  const rank = (name: string) => firstSystems.indexOf(name) + 1 || firstSystems.length + 1;
  return readdirSync(folder).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function filesIn(root: string, folder: string, owner: string): SqlFile[] {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const path = join(full, name);
      const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { name: `${owner}/${name.slice(0, -'.sql'.length)}`, path: relative(root, path), text, checksum };
    });
}
