import { describe, expect, test } from 'vitest';
import { lineOf, problemsOf } from './tidy.ts';
import { treeFiles } from './tree.ts';

type Sample = { rule: string; path?: string; bad: string; good: string; goodPath?: string };

const engine = 'platform/files/store.ts';
const lines = (count: number) => 'x;\n'.repeat(count);
const functionOf = (count: number) => `function f() {\n${lines(count - 2)}}\n`;
const todo = ['TO', 'DO'].join('');
const elsewhere = ['..', 'shared'].join('/');

const samples: Sample[] = [
  { rule: 'file-name', path: 'web/lib/ui/FieldRow.svelte', goodPath: 'web/lib/ui/field-row.svelte', bad: '', good: '' },
  { rule: 'file-name', path: 'web/routes/Page.ts', goodPath: 'web/routes/(public)/+page.server.ts', bad: '', good: '' },
  { rule: 'file-name', path: 'kernel/date-utils.ts', goodPath: 'kernel/plain-date.ts', bad: '', good: '' },
  {
    rule: 'file-name',
    path: 'platform/files/migrations/1-files.sql',
    goodPath: 'platform/files/migrations/0001_files.sql',
    bad: '',
    good: '',
  },
  { rule: 'file-length', bad: lines(251), good: lines(250) },
  { rule: 'file-length', bad: lines(251), good: lines(251), goodPath: 'systems/directory/data/units.ts' },
  { rule: 'function-length', bad: functionOf(61), good: functionOf(60) },
  { rule: 'any', bad: 'const a: any = 1;', good: 'const any: unknown = 1;' },
  { rule: 'any', path: 'web/a.svelte', bad: '<script lang="ts">let a: any;</script>', good: '<p>any: any</p>' },
  { rule: 'non-null', bad: 'a!.b;', good: '!a.b;' },
  { rule: 'non-null', bad: 'let a!: string;', good: 'let a: string;' },
  { rule: 'enum', bad: 'enum Kind { A }', good: "type Kind = 'a';" },
  { rule: 'default-export', bad: 'export default 1;', good: '/** One. */ export const one = 1;' },
  {
    rule: 'default-export',
    bad: 'export default function f() {}',
    good: 'export default {};',
    goodPath: 'a.config.ts',
  },
  { rule: 'barrel', bad: "export * from './a.ts';", good: "import { a } from './a.ts';" },
  { rule: 'name', bad: 'const dossierManager = 1;', good: 'const managedDossier = 1;' },
  { rule: 'name', bad: 'type IDossier = 1;', good: 'type IdList = 1; type IPAddress = 2;' },
  { rule: 'todo', bad: `// ${todo} finish`, good: `// ${todo} #12 finish` },
  { rule: 'console', bad: "console.log('x');", good: "console.log('x');", goodPath: 'bin/load.ts' },
  { rule: 'chance', bad: 'const t = Date.now();', good: 'const t = Date.now();', goodPath: 'kernel/clock.ts' },
  { rule: 'chance', bad: 'const t = new Date();', good: 'const t = new Date(0);' },
  { rule: 'chance', bad: 'Math.random();', good: 'Math.round(1);' },
  { rule: 'chance', bad: 'crypto.randomUUID();', good: 'ctx.newId();' },
  { rule: 'doc', bad: 'export const a = 1;', good: '/** The one. */\nexport const a = 1;' },
  { rule: 'doc', bad: '/** */\nexport type A = 1;', good: 'export type A = 1;', goodPath: 'web/lib/a.ts' },
  { rule: 'doc', bad: '// A note.\nexport function a() {}', good: 'function a() {}' },
  { rule: 'raw-sql', bad: 'sql.raw(name);', good: 'sql.raw(name);', goodPath: 'platform/audit/trigger.ts' },
  { rule: 'raw-sql', bad: 'db.query(`select ${a}`);', good: "db.query('select $1', [a]);" },
  { rule: 'raw-sql', bad: "db.query('select ' + a);", good: 'query({ name: `a${b}` });' },
  { rule: 'nfc', path: 'docs/a.md', bad: 'ho\u0302\u0300 so\u031b', good: 'hồ sơ' },
  { rule: 'place', path: 'docs/a.md', bad: `see ${elsewhere}/rules.md`, good: 'see docs/glossary.md' },
];

describe('each rule refuses the bad sample and lets the good one pass', () => {
  test.each(samples)('$rule: $bad', ({ rule, path = engine, goodPath = path, bad, good }) => {
    const rulesOf = (at: string, source: string) => problemsOf({ path: at, source }).map((problem) => problem.rule);
    expect(rulesOf(path, bad)).toContain(rule);
    expect(rulesOf(goodPath, good)).not.toContain(rule);
  });
});

test('a problem in a Svelte file has the line of the whole file', () => {
  const source = '<h1>x</h1>\n\n<script lang="ts">\n  let a: any;\n</script>\n';
  expect(problemsOf({ path: 'web/a.svelte', source }).map((problem) => problem.line)).toEqual([4]);
});

test('every file of the project keeps to STYLE.md', () => {
  expect(treeFiles().flatMap(problemsOf).map(lineOf)).toEqual([]);
});
