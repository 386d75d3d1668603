// Who may import whom. A pure function over the files, so that each rule can be shown to bite.
import { posix } from 'node:path';
import ts from 'typescript';
import { packageViolations } from './architecture-packages.ts';
import { systemCycles, usesOf } from './architecture-systems.ts';
import { isCode, isTest } from './tidy-text.ts';
import type { SourceFile } from './tree.ts';

/** The engines in building order: each may import only those before it. */
export const engines = [
  'database',
  'audit',
  'directory',
  'identity',
  'access',
  'operations',
  'api',
  'jobs',
  'files',
  'search',
  'registers',
  'signing',
  'notices',
  'exchange',
  'cases',
  'publishing',
  'reports',
];

/** What an import says and which file or package that is. */
export type Import = { from: string; specifier: string; target: string; external: boolean };

const workspaces = ['kernel', 'platform', 'systems', 'web'];

/** Everything in these files that breaks the order of the house, in words. */
export function violationsOf(files: readonly SourceFile[]): string[] {
  const imports = files.filter((file) => isCode(file.path)).flatMap(importsOf);
  const uses = usesOf(files);
  const refused = imports.flatMap((found) => {
    const why = refusalOf(found, uses);
    return why ? [`${found.from} imports ${found.specifier}: ${why}`] : [];
  });
  return [...refused, ...systemCycles(imports, uses), ...packageViolations(files, imports)];
}

function importsOf({ path, source }: SourceFile): Import[] {
  const script = path.endsWith('.svelte')
    ? [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : source;
  const found = ts.preProcessFile(script, true, true).importedFiles.map((file) => file.fileName);
  return [...new Set(found)].map((specifier) => ({ from: path, specifier, ...targetOf(path, specifier) }));
}

function targetOf(path: string, specifier: string): { target: string; external: boolean } {
  if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(path), specifier), external: false };
  if (specifier.startsWith('#lib')) return { target: `web/lib${specifier.slice(4)}`, external: false };
  const own = /^@cuaso\/([^/]+)\/?(.*)$/.exec(specifier);
  if (own) return { target: `${own[1]}/${own[2]}`, external: false };
  return { target: specifier, external: true };
}

function refusalOf({ from, specifier, target, external }: Import, uses: Map<string, string[]>): string | undefined {
  const area = areaOf(from);
  if (area === 'kernel') return kernelRefusal(from, target, external);
  if (external) return undefined;
  const other = areaOf(target);
  if (other === 'web' && area !== 'web') return webRefusal(from, target);
  if (!workspaces.includes(area)) return undefined;
  if (isTest(from) && other === 'test') return undefined;
  if (area !== other && specifier.startsWith('.')) return 'another workspace is imported by its name, @cuaso/…';
  if (area === 'platform') return platformRefusal(from, target);
  if (area === 'systems') return systemRefusal(from, target, uses);
  return workspaces.includes(other) ? undefined : 'web imports kernel, platform, systems and itself';
}

function areaOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function kernelRefusal(from: string, target: string, external: boolean): string | undefined {
  if (isTest(from) && /^data\/.+\.json$/.test(target)) return undefined;
  if (!external) return areaOf(target) === 'kernel' ? undefined : 'the kernel imports only itself and zod';
  if (target === 'zod' || (isTest(from) && ['vitest', 'fast-check'].includes(target))) return undefined;
  return 'the kernel imports only itself and zod';
}

function webRefusal(from: string, target: string): string | undefined {
  if (from === 'server.ts' && target.startsWith('web/build/')) return undefined;
  return 'nobody imports web, except server.ts what was built of it';
}

function platformRefusal(from: string, target: string): string | undefined {
  const area = areaOf(target);
  if (area === 'kernel') return undefined;
  if (area !== 'platform') return 'platform imports only kernel and itself';
  const [own, theirs] = [engineOf(from), engineOf(target)];
  if (own === undefined || own === theirs || isTest(from)) return undefined;
  if (!engines.includes(own)) return `${own} is not in the building order`;
  if (theirs === undefined) return 'a file that knows all engines is above each of them';
  if (engines.indexOf(theirs) < engines.indexOf(own) && engines.includes(theirs)) return undefined;
  return `${theirs} is not built before ${own}`;
}

/** The folder of an engine or a system; none for a file that lies beside the folders. */
function engineOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1] : undefined;
}

function systemRefusal(from: string, target: string, uses: Map<string, string[]>): string | undefined {
  const area = areaOf(target);
  if (area === 'kernel' || area === 'platform') return undefined;
  if (area !== 'systems') return 'systems import kernel, platform and each other';
  const [own, theirs] = [engineOf(from), engineOf(target)];
  if (own === undefined || own === theirs || isTest(from)) return undefined;
  if (theirs === undefined) return 'the list of all systems is above each of them';
  if (target !== `systems/${theirs}/public.ts`) return `${theirs} is reached only through its public.ts`;
  if (uses.get(own)?.includes(theirs)) return undefined;
  return `systems/${own}/system.ts does not say that it uses ${theirs}`;
}
