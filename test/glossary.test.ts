import { expect, test } from 'vitest';
import { treeFiles } from './tree.ts';
import type { SourceFile } from './tree.ts';

/** Tables of migrations, and systems, that the glossary's code column does not name. */
function missingFrom(glossary: string, files: readonly SourceFile[]): string[] {
  const named = new Set(glossary.split('\n').flatMap(codeOf));
  return [...new Set(files.flatMap((file) => [...tablesOf(file), ...systemOf(file)]))].filter(
    (name) => !named.has(name),
  );
}

function codeOf(line: string): string[] {
  const column = line.startsWith('|') ? (line.split('|')[3] ?? '') : '';
  return [...column.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

function tablesOf({ path, source }: SourceFile): string[] {
  if (!/^(platform|systems)\/.*\/migrations\/[^/]+\.sql$/.test(path)) return [];
  const tables =
    /^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?\."?(\w+)"?(?!\w|\s+partition\s+of)/gim;
  return [...source.matchAll(tables)].map((match) => `${match[1]}.${match[2]}`);
}

function systemOf({ path }: SourceFile): string[] {
  const system = /^systems\/([^/]+)\/system\.ts$/.exec(path)?.[1];
  return system ? [system] : [];
}

const glossary =
  '| Tiếng Việt | English | Code |\n| lệ phí | fee | `procedures`, `procedures.fee` | `procedures.step` |\n';
const migration = (source: string) => ({ path: 'systems/procedures/migrations/0001_procedures.sql', source });

test('a table without a row is named, and a mention outside the code column is no row', () => {
  const sql =
    'create table procedures.fee (\n);\nCREATE TABLE IF NOT EXISTS procedures.step (\n);\n-- create table procedures.note';
  expect(missingFrom(glossary, [migration(sql)])).toEqual(['procedures.step']);
});

test('a part of a table needs no row of its own', () => {
  expect(missingFrom(glossary, [migration('create table audit.entry_2026_01 partition of audit.entry')])).toEqual([]);
});

test('a system without a row is named', () => {
  const files = ['procedures', 'onestop'].map((name) => ({ path: `systems/${name}/system.ts`, source: '' }));
  expect(missingFrom(glossary, files)).toEqual(['onestop']);
});

test('every table and every system has its row', () => {
  const files = treeFiles();
  const written = files.find((file) => file.path === 'docs/glossary.md')?.source ?? '';
  expect(missingFrom(written, files)).toEqual([]);
});
