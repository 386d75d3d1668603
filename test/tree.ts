import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the project, by its path from the root with forward slashes. */
export type SourceFile = { path: string; source: string };

const root = join(import.meta.dirname, '..');
const textual = /(^|\/)(LICENSE|[^./]+)$|\.(ts|js|mjs|svelte|sql|md|json|css|html|txt|csv|svg|typ|ya?ml)$/;

/** Every text file that git knows or would add, the way a commit made now would hold it. */
export function treeFiles(): SourceFile[] {
  return gitPaths()
    .filter((path) => textual.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }))
    .filter((file) => !file.source.includes('\0'));
}

function gitPaths(): string[] {
  // The folder may belong to somebody else than who runs the tests; reading the list is harmless.
  const args = ['-c', `safe.directory=${root.replace(/\/$/, '')}`];
  args.push('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate');
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
  return listed.split('\0').filter(Boolean);
}
