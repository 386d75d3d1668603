import type { Problem } from './tidy.ts';
import type { SourceFile } from './tree.ts';

const maxLines = 250;
const codeName = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|svelte)$/;
const routeName = /^\+(page|layout|error|server)(@[a-z()-]*)?(\.server)?\.(ts|svelte)$/;
const migrationName = /^\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$/;
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'dto', 'dtos', 'impl']);

// In pieces, because this file is checked by its own rules.
const leftToDo = new RegExp(String.raw`\b(TO${'DO'}|FIX${'ME'})\b`);
const placesElsewhere = [
  ['/wor', 'k/'],
  ['../sha', 'red'],
  ['.libr', 'ary/'],
  ['/hom', 'e/'],
].map((p) => p.join(''));

/** The rules that need no parsing: names, lengths, words and characters. */
export function textProblems(file: SourceFile): Problem[] {
  return [...nameProblems(file), ...lengthProblems(file), ...lineProblems(file)];
}

/** True for a name one of whose words says nothing about what the thing does. */
export function isEmptyName(name: string): boolean {
  return wordsOf(name).some((word) => emptyNames.has(word));
}

/** True for what people read as code: TypeScript and Svelte. */
export function isCode(path: string): boolean {
  return /\.(ts|svelte)$/.test(path);
}

/** True for a file that proves other files. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

function nameProblems({ path }: SourceFile): Problem[] {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const problems: Problem[] = [];
  const named = (message: string) => problems.push({ path, line: 1, rule: 'file-name', message });
  if (isCode(path) && !codeName.test(base) && !routeName.test(base)) named(`${base} is not in kebab-case`);
  if (path.endsWith('.sql') && path.includes('/migrations/') && !migrationName.test(base)) {
    named(`a migration is named 0001_what_it_does.sql, not ${base}`);
  }
  if (isCode(path) && isEmptyName(path)) named(`${path} says nothing about what the file does`);
  return problems;
}

function lengthProblems({ path, source }: SourceFile): Problem[] {
  if (!isCode(path) || isTest(path) || /(^|\/)data\/|generated/.test(path)) return [];
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
  if (lines <= maxLines) return [];
  return [{ path, line: maxLines + 1, rule: 'file-length', message: `${lines} lines; ${maxLines} at the most` }];
}

function lineProblems({ path, source }: SourceFile): Problem[] {
  const problems: Problem[] = [];
  source.split('\n').forEach((text, index) => {
    const found = (rule: string, message: string) => problems.push({ path, line: index + 1, rule, message });
    if (isCode(path) && leftToDo.test(text) && !/#\d+/.test(text)) found('todo', 'name the issue, as in #12');
    if (text !== text.normalize('NFC')) found('nfc', 'text is not in Unicode form NFC');
    for (const place of placesElsewhere) {
      if (text.includes(place)) found('place', `${place} is a place on somebody's machine, not of the project`);
    }
  });
  return problems;
}
