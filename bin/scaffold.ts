import type { SourceFile } from '../test/tree.ts';
import {
  operationSource,
  operationTestSource,
  pageSource,
  pageServerSource,
  systemSource,
} from './scaffold-sources.ts';

/** The files of a new thing and what is left to a person, or why there are none. */
export type Scaffold = { files: SourceFile[]; next: string[] } | { problem: string };

const usage = [
  'Usage: bin/new operation SYSTEM.VERB-NOUN   e.g. procedures.publish-version',
  '       bin/new system NAME                  e.g. households',
  '       bin/new page AREA/PATH               e.g. officer/dossiers/overdue',
  '       bin/new migration FOLDER WHAT        e.g. procedures add-the-field',
].join('\n');

const areas = ['public', 'citizen', 'officer', 'admin'];

/** What `bin/new KIND WORDS` makes in a tree that has these paths. */
export function scaffoldOf(kind: string, words: readonly string[], paths: readonly string[]): Scaffold {
  const [name = '', what = ''] = words;
  if (kind === 'operation') return operationOf(name, paths);
  if (kind === 'system') return systemOf(name, paths);
  if (kind === 'page') return pageOf(name);
  if (kind === 'migration') return migrationOf(name, what, paths);
  return { problem: usage };
}

function operationOf(name: string, paths: readonly string[]): Scaffold {
  const [, system = '', file = ''] = /^([a-z]+)\.([a-z]+(?:-[a-z0-9]+)+)$/.exec(name) ?? [];
  if (!system) return { problem: usage };
  if (!paths.includes(`systems/${system}/system.ts`))
    return { problem: `No systems/${system}: bin/new system ${system}` };
  const at = `systems/${system}/${file}`;
  return {
    files: [
      { path: `${at}.ts`, source: operationSource(system, file) },
      { path: `${at}.test.ts`, source: operationTestSource(file) },
    ],
    next: [
      `${at}.ts: say who may do it, what goes in and what comes out; as made, only the platform itself may`,
      `name it where the operations of ${system} are listed (systems/index.ts)`,
    ],
  };
}

function systemOf(name: string, paths: readonly string[]): Scaffold {
  if (!/^[a-z]+$/.test(name)) return { problem: usage };
  if (paths.some((path) => path.startsWith(`platform/${name}/`))) {
    return { problem: `${name} is an engine of the platform; a system needs a name of its own` };
  }
  return {
    files: [{ path: `systems/${name}/system.ts`, source: systemSource(name) }],
    next: [
      `systems/${name}/system.ts: its Vietnamese title, its law, its permissions`,
      'name it in systems/index.ts and give it a row in docs/glossary.md',
    ],
  };
}

function pageOf(name: string): Scaffold {
  const [area = '', ...path] = name.split('/');
  const segments = path.every((segment) => /^([a-z0-9]+(-[a-z0-9]+)*|\[[a-z]+\])$/.test(segment));
  if (!areas.includes(area) || path.length === 0 || !segments) return { problem: usage };
  const at = `web/routes/(${area})/${path.join('/')}`;
  return {
    files: [
      { path: `${at}/+page.server.ts`, source: pageServerSource() },
      { path: `${at}/+page.svelte`, source: pageSource() },
    ],
    next: [`${at}/+page.server.ts: call the query with event.locals.run`],
  };
}

function migrationOf(folder: string, what: string, paths: readonly string[]): Scaffold {
  if (!/^[a-z]+$/.test(folder) || !/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(what)) return { problem: usage };
  const home = ['platform', 'systems'].find((area) => paths.some((path) => path.startsWith(`${area}/${folder}/`)));
  if (!home) return { problem: `There is neither platform/${folder} nor systems/${folder}` };
  const at = `${home}/${folder}/migrations`;
  const numbers = paths
    .filter((path) => path.startsWith(`${at}/`))
    .map((path) => Number.parseInt(path.slice(at.length + 1), 10));
  const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const first = `create schema ${folder};\ngrant usage on schema ${folder} to cuaso_app;\n`;
  const about = `-- ${what.replaceAll(/[-_]/g, ' ')}\n`;
  return {
    files: [
      { path: `${at}/${number}_${what.replaceAll('-', '_')}.sql`, source: number === '0001' ? about + first : about },
    ],
    next: [
      'write the SQL, then bin/db plan, bin/db migrate, bin/db dump',
      'a new table gets its row in docs/glossary.md',
    ],
  };
}
