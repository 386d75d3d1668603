import { isBuiltin } from 'node:module';
import type { Import } from './architecture.ts';
import { isTest } from './tidy-text.ts';
import type { SourceFile } from './tree.ts';

type Manifest = {
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

type Workspace = { folder: string; listed: string[]; scripts: string; files: SourceFile[] };

/** Needed by another listed package as its companion and therefore named in no file of ours. */
const companions = new Set(['@sveltejs/vite-plugin-svelte', 'prettier-plugin-svelte']);
/** Given by SvelteKit's compiler, not by a package. */
const virtual = /^(\$app|\$env|\$service-worker|\$lib|@cuaso\/)/;

/** Packages that a workspace imports without listing them, and those that it lists without using them. */
export function packageViolations(files: readonly SourceFile[], imports: readonly Import[]): string[] {
  const workspaces = workspacesOf(files);
  const root = workspaces.find(({ folder }) => folder === '');
  const unlisted = imports.flatMap((found) => {
    const name = packageOf(found.specifier);
    const workspace = ownerOf(found.from, workspaces);
    if (!name || !workspace || workspace.listed.includes(name)) return [];
    if (isTest(found.from) && root?.listed.includes(name)) return [];
    return [`${found.from} imports ${name}, which ${workspace.folder}package.json does not list`];
  });
  const unused = workspaces.flatMap(({ folder, listed, ...used }) =>
    listed
      .filter((name) => !isUsed(name, used))
      .map((name) => `${folder}package.json lists ${name}, which nothing uses`),
  );
  return [...unlisted, ...unused];
}

function workspacesOf(files: readonly SourceFile[]): Workspace[] {
  const workspaces = files
    .filter(({ path }) => /(^|\/)package\.json$/.test(path))
    .map(({ path, source }) => {
      const manifest = JSON.parse(source) as Manifest;
      const listed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
      const scripts = Object.values(manifest.scripts ?? {}).join('\n');
      return { folder: path.replace(/package\.json$/, ''), listed, scripts, files: [] as SourceFile[] };
    })
    .toSorted((one, other) => other.folder.length - one.folder.length);
  const root = workspaces.at(-1);
  for (const file of files.filter(({ path }) => !/package(-lock)?\.json$|\.md$/.test(path))) {
    const owner = ownerOf(file.path, workspaces);
    owner?.files.push(file);
    // The tools of the tests are listed once, at the root.
    if (isTest(file.path) && owner !== root) root?.files.push(file);
  }
  return workspaces;
}

/** The workspace with the longest folder that holds the file. */
function ownerOf(path: string, workspaces: readonly Workspace[]): Workspace | undefined {
  return workspaces.find(({ folder }) => path.startsWith(folder));
}

function packageOf(specifier: string): string | undefined {
  if (/^[.#/]/.test(specifier) || isBuiltin(specifier)) return undefined;
  const own = /^@cuaso\/[^/]+/.exec(specifier)?.[0];
  if (own) return own;
  if (virtual.test(specifier)) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Used is what a file imports or names (a font, a style sheet, a program), or what a script of package.json runs. */
function isUsed(name: string, { scripts, files }: Pick<Workspace, 'scripts' | 'files'>): boolean {
  if (companions.has(name) || name.startsWith('@types/')) return true;
  const word = new RegExp(`(?:^|[^\\w@/-]|node_modules/)${escaped(name)}(?![\\w-])`, 'm');
  const program = new RegExp(`(?<![\\w-])${escaped(name.slice(name.lastIndexOf('/') + 1))}(?![\\w-])`);
  return program.test(scripts) || files.some(({ source }) => word.test(source));
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
