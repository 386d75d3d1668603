import { describe, expect, test } from 'vitest';
import { violationsOf } from './architecture.ts';
import { treeFiles } from './tree.ts';
import type { SourceFile } from './tree.ts';

/** Files in short: the path, and what it imports or, for another kind of file, its text. */
function house(files: Record<string, string | string[]>): SourceFile[] {
  return Object.entries(files).map(([path, content]) => ({
    path,
    source: Array.isArray(content) ? content.map((from) => `import { a } from '${from}';`).join('\n') : content,
  }));
}

const onlyUsing = (...names: string[]) =>
  `export const s = system({ uses: [${names.map((n) => `'${n}'`).join(', ')}] });`;

const refused: [string, Record<string, string | string[]>][] = [
  ['the kernel importing a package', { 'kernel/a.ts': ['pg'] }],
  ['the kernel doing input and output', { 'kernel/a.ts': ['node:fs'] }],
  ['another test reading the pages', { 'test/pages/a.ts': ['../../web/lib/desk/words.ts'] }],
  ['the kernel reading data outside its tests', { 'kernel/a.ts': ['../data/calendar/2026.json'] }],
  ['the kernel importing the platform', { 'kernel/a.ts': ['@cuaso/platform/access/allows.ts'] }],
  ['an engine importing a later engine', { 'platform/access/a.ts': ['../operations/run.ts'] }],
  ['an engine importing a later engine as a type', { 'platform/access/a.ts': "import type { A } from '../api/a.ts';" }],
  ['an engine importing a later engine while running', { 'platform/audit/a.ts': "await import('../cases/fold.ts');" }],
  ['an engine importing the file above all engines', { 'platform/access/a.ts': ['../world.ts'] }],
  ['an engine that nobody put into the order', { 'platform/payments/a.ts': ['../database/a.ts'] }],
  ['the platform importing a system', { 'platform/api/a.ts': ['@cuaso/systems/onestop/public.ts'] }],
  ['the platform reaching the kernel by a path', { 'platform/api/a.ts': ['../../kernel/errors.ts'] }],
  ['the platform importing web', { 'platform/api/a.ts': ['@cuaso/web/lib/a.ts'] }],
  [
    'a system importing the inside of another',
    { 'systems/onestop/system.ts': onlyUsing('procedures'), 'systems/onestop/a.ts': ['../procedures/fee.ts'] },
  ],
  [
    'a system importing another that it does not name',
    { 'systems/onestop/system.ts': onlyUsing('directory'), 'systems/onestop/a.ts': ['../procedures/public.ts'] },
  ],
  [
    'two systems using each other',
    {
      'systems/a/system.ts': onlyUsing('b'),
      'systems/b/system.ts': onlyUsing('c'),
      'systems/c/system.ts': onlyUsing('a'),
    },
  ],
  ['a system importing the list of all systems', { 'systems/a/b.ts': ['../index.ts'] }],
  ['a system importing web', { 'systems/a/b.ts': ['@cuaso/web/lib/a.ts'] }],
  ['web importing a test', { 'web/lib/a.ts': ['../../test/world.ts'] }],
  ['web importing the server in a page', { 'web/routes/+page.svelte': "<script>import '../../server.ts'</script>" }],
  ['the server importing the source of a page', { 'server.ts': ['./web/lib/a.ts'] }],
  ['a test importing web', { 'test/pages.test.ts': ['../web/lib/a.ts'] }],
  [
    'a package that is not listed',
    { 'platform/package.json': '{"dependencies":{"pg":"1"}}', 'platform/database/a.ts': ['pg', 'kysely'] },
  ],
  [
    'a package that nothing uses',
    { 'web/package.json': '{"dependencies":{"svelte":"5","pg":"8"}}', 'web/a.ts': ['svelte'] },
  ],
  ['a workspace that is not listed', { 'web/package.json': '{}', 'web/a.ts': ['@cuaso/systems/index.ts'] }],
];

const allowed: [string, Record<string, string | string[]>][] = [
  ['a test of the kernel reading data', { 'kernel/a.test.ts': ['../data/calendar/2026.json'] }],
  ['the kernel importing zod and itself', { 'kernel/a.ts': ['zod', './b.ts'] }],
  [
    'an engine importing earlier engines',
    { 'platform/operations/a.ts': ['../access/a.ts', '../database/a.ts', './b.ts'] },
  ],
  ['the platform importing the kernel by name', { 'platform/api/a.ts': ['@cuaso/kernel/errors.ts', 'node:http'] }],
  ['the file above all engines importing them', { 'platform/world.ts': ['./reports/a.ts', './database/a.ts'] }],
  ['a test of an early engine going through operations', { 'platform/audit/a.test.ts': ['../operations/run.ts'] }],
  ['a test using the world', { 'systems/a/b.test.ts': ['../../test/world.ts'] }],
  [
    'a system importing what another offers',
    { 'systems/a/system.ts': onlyUsing('b'), 'systems/b/system.ts': onlyUsing(), 'systems/a/c.ts': ['../b/public.ts'] },
  ],
  ['the list of all systems naming them', { 'systems/index.ts': ['./a/system.ts', './b/do-thing.ts'] }],
  [
    'a page importing a system',
    { 'web/routes/+page.server.ts': ['@cuaso/systems/a/list-things.ts', '#lib/ui/a.svelte'] },
  ],
  ['the server importing the built pages', { 'server.ts': ['./web/build/handler.js', '@cuaso/systems/index.ts'] }],
  [
    'a package named in a style sheet, in a script and in another place',
    {
      'web/package.json':
        '{"scripts":{"theme":"designsystemet tokens"},"dependencies":{"a-css":"1","@x/designsystemet":"1"}}',
      'web/app.css': '@import "a-css/index.css";',
    },
  ],
  [
    'a test using a tool of the root',
    {
      'package.json': '{"devDependencies":{"vitest":"5"}}',
      'kernel/package.json': '{"dependencies":{"zod":"4"}}',
      'kernel/a.ts': ['zod'],
      'kernel/a.test.ts': ['vitest'],
    },
  ],
];

describe('what the house refuses', () => {
  test.each(refused)('%s', (_, files) => {
    expect(violationsOf(house(files))).toHaveLength(1);
  });
});

describe('what the house allows', () => {
  test.each(allowed)('%s', (_, files) => {
    expect(violationsOf(house(files))).toEqual([]);
  });
});

test('the house as it stands keeps to its own order', () => {
  expect(violationsOf(treeFiles())).toEqual([]);
});
