import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { problemsOf } from '../test/tidy.ts';
import type { SourceFile } from '../test/tree.ts';
import { scaffoldOf } from './scaffold.ts';

const tree = ['systems/example/system.ts', 'platform/access/migrations/0001_access.sql', 'platform/access/access.ts'];

function filesOf(kind: string, ...words: string[]): SourceFile[] {
  const scaffold = scaffoldOf(kind, words, tree);
  return 'files' in scaffold ? scaffold.files : [];
}

const made = [
  ...filesOf('operation', 'example.list-things'),
  ...filesOf('operation', 'example.receive-thing'),
  ...filesOf('system', 'households'),
  ...filesOf('page', 'officer/dossiers/[id]/over-due'),
  ...filesOf('migration', 'access', 'add-the-reason'),
  ...filesOf('migration', 'example', 'things'),
];

test('each kind of thing has its files', () => {
  expect(made.map((file) => file.path)).toEqual([
    'systems/example/list-things.ts',
    'systems/example/list-things.test.ts',
    'systems/example/receive-thing.ts',
    'systems/example/receive-thing.test.ts',
    'systems/households/system.ts',
    'web/routes/(officer)/dossiers/[id]/over-due/+page.server.ts',
    'web/routes/(officer)/dossiers/[id]/over-due/+page.svelte',
    'platform/access/migrations/0002_add_the_reason.sql',
    'systems/example/migrations/0001_things.sql',
  ]);
});

test.each(made)('$path keeps to STYLE.md', ({ path, source }) => {
  expect(problemsOf({ path, source })).toEqual([]);
});

test.each(made.filter((file) => !file.path.endsWith('.sql')))('$path is formatted', async ({ path, source }) => {
  const options = await resolveConfig(path, { editorconfig: false });
  expect(await format(source, { ...options, filepath: path })).toBe(source);
});

test('a list is a query and an act is a command', () => {
  expect(made[0]?.source).toContain('= query({');
  expect(made[2]?.source).toContain('= command({');
});

test.each([
  ['operation', 'list-things'],
  ['operation', 'example.Things'],
  ['operation', 'nowhere.list-things'],
  ['system', 'access'],
  ['system', '../etc'],
  ['page', 'elsewhere/a'],
  ['page', 'public/../../a'],
  ['migration', 'nowhere', 'a'],
  ['migration', 'access', '../a'],
  ['thing', 'a'],
])('%s %s is refused', (kind, ...words) => {
  expect(scaffoldOf(kind, words, tree)).toHaveProperty('problem');
});
