import ts from 'typescript';
import { isEmptyName, isTest } from './tidy-text.ts';
import type { Problem } from './tidy.ts';
import type { SourceFile } from './tree.ts';

const maxFunctionLines = 60;

/** Places that are themselves the source of time, ids or randomness; everything else takes them from ctx. */
const sourcesOfChance = ['kernel/clock.ts', 'platform/operations/', 'platform/database/'];

type Visit = { file: SourceFile; node: ts.Node; source: ts.SourceFile; found: (rule: string, message: string) => void };

/** The rules that need the syntax tree. Line numbers of a .svelte file are those of the whole file. */
export function syntaxProblems(file: SourceFile): Problem[] {
  const source = ts.createSourceFile(file.path, scriptOf(file), ts.ScriptTarget.Latest, true);
  const problems: Problem[] = [];
  const visit = (node: ts.Node): void => {
    const found = (rule: string, message: string) =>
      problems.push({ path: file.path, line: lineAt(source, node.getStart(source)), rule, message });
    const here = { file, node, source, found };
    checkTypes(here);
    checkExports(here);
    checkNames(here);
    checkLength(here);
    checkCalls(here);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function scriptOf({ path, source }: SourceFile): string {
  if (!path.endsWith('.svelte')) return source;
  const keptLines = (text: string) => text.replace(/[^\n]/g, ' ');
  let script = '';
  let end = 0;
  for (const match of source.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + (match[1] ?? '').length;
    const body = match[2] ?? '';
    script += keptLines(source.slice(end, start)) + body;
    end = start + body.length;
  }
  return script + keptLines(source.slice(end));
}

function lineAt(source: ts.SourceFile, position: number): number {
  return source.getLineAndCharacterOfPosition(position).line + 1;
}

function checkTypes({ node, found }: Visit): void {
  if (node.kind === ts.SyntaxKind.AnyKeyword) found('any', '`any` switches the compiler off; say `unknown` and look');
  if (ts.isNonNullExpression(node)) found('non-null', '`!` hides a case; handle it or use a requireX');
  if ((ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken) {
    found('non-null', '`!` hides a case; give the value when it is made');
  }
  if (ts.isEnumDeclaration(node)) found('enum', 'a union of strings instead of an enum');
}

function checkExports({ file, node, source, found }: Visit): void {
  if (ts.isExportDeclaration(node) && !node.exportClause) found('barrel', 'import from the file that has the thing');
  const framework = /\.(config\.ts|svelte|d\.ts)$|\/\+[^/]+$/.test(file.path);
  const byDefault = ts.isExportAssignment(node) || hasModifier(node, ts.SyntaxKind.DefaultKeyword);
  if (byDefault && !framework) found('default-export', 'export it by its name');
  const documented = /^(kernel|platform|systems)\/.*(?<!\.d)\.ts$/.test(file.path) && !isTest(file.path);
  if (!documented || byDefault || node.parent !== source || !hasModifier(node, ts.SyntaxKind.ExportKeyword)) return;
  if (!hasDocSentence(node, source)) found('doc', 'an exported thing has one sentence of documentation above it');
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

function hasDocSentence(node: ts.Node, source: ts.SourceFile): boolean {
  const text = source.getFullText();
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  if (comments.some((range) => /^\/\*\*[\s*]*[^\s*/]/.test(text.slice(range.pos, range.end)))) return true;
  return isLaterOverload(node, source);
}

function isLaterOverload(node: ts.Node, source: ts.SourceFile): boolean {
  if (!ts.isFunctionDeclaration(node)) return false;
  const before = source.statements[source.statements.indexOf(node) - 1];
  return before !== undefined && ts.isFunctionDeclaration(before) && before.name?.text === node.name?.text;
}

function checkNames({ node, found }: Visit): void {
  const named = ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node);
  const typed = ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node);
  if (!named && !typed) return;
  const name = node.name;
  if (!name || !ts.isIdentifier(name)) return;
  if (isEmptyName(name.text)) found('name', `${name.text} says nothing about what it does`);
  if (typed && /^I[A-Z][a-z]/.test(name.text)) found('name', `${name.text}: a type has no I in front`);
}

function checkLength({ file, node, source, found }: Visit): void {
  if (!ts.isFunctionLike(node) || !('body' in node) || !node.body || isTest(file.path)) return;
  const lines = lineAt(source, node.getEnd()) - lineAt(source, node.getStart(source)) + 1;
  if (lines > maxFunctionLines) found('function-length', `${lines} lines; ${maxFunctionLines} at the most`);
}

function checkCalls(visit: Visit): void {
  const { node, source } = visit;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
  const callee = node.expression.getText(source);
  if (callee === 'console.log') checkConsole(visit);
  else if (callee === 'sql.raw' || /(^|\.)sql\.raw$/.test(callee)) checkRawSql(visit);
  else if (callee.endsWith('.query')) checkJoinedSql(visit, node.arguments?.[0]);
  else checkChance(visit, callee, ts.isNewExpression(node) && !node.arguments?.length);
}

function checkConsole({ file, found }: Visit): void {
  if (!/^(bin|bench)\/|^server\.ts$/.test(file.path)) found('console', 'write to the log, or return the value');
}

function checkRawSql({ file, found }: Visit): void {
  if (!/^platform\/(database|audit)\//.test(file.path)) found('raw-sql', 'sql.raw takes values as code');
}

function checkJoinedSql({ file, found }: Visit, text: ts.Node | undefined): void {
  if (!text || !/^(kernel|platform|systems|web)\//.test(file.path)) return;
  if (/^platform\/(database|audit)\//.test(file.path) || isTest(file.path)) return;
  if (ts.isTemplateExpression(text) || ts.isBinaryExpression(text)) found('raw-sql', 'give values as parameters');
}

function checkChance({ file, found }: Visit, callee: string, bare: boolean): void {
  if (!/^(kernel|platform|systems)\//.test(file.path) || isTest(file.path)) return;
  if (sourcesOfChance.some((place) => file.path.startsWith(place))) return;
  const chance = /(^|\.)(Math\.random|randomUUID|randomBytes|randomInt|getRandomValues)$/.test(callee);
  if (callee === 'Date.now' || (callee === 'Date' && bare)) found('chance', 'the time comes from ctx.now');
  if (chance) found('chance', 'ids and randomness come from ctx.newId and ctx.random');
}
