import ts from 'typescript';
import type { Import } from './architecture.ts';
import type { SourceFile } from './tree.ts';

const systemFile = /^systems\/([^/]+)\/system\.ts$/;

/** What each system says that it uses, read from `uses: [...]` of its system.ts. */
export function usesOf(files: readonly SourceFile[]): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  for (const { path, source } of files) {
    const system = systemFile.exec(path)?.[1];
    if (system) uses.set(system, listedIn(path, source));
  }
  return uses;
}

/** Each circle of systems that use or import one another, once. */
export function systemCycles(imports: readonly Import[], uses: Map<string, string[]>): string[] {
  const edges = new Map<string, Set<string>>();
  const add = (from: string, to: string) => edges.set(from, (edges.get(from) ?? new Set()).add(to));
  for (const [system, used] of uses) for (const other of used) add(system, other);
  for (const { from, target } of imports) {
    const [own, theirs] = [systemOf(from), systemOf(target)];
    if (own && theirs && own !== theirs && !from.endsWith('.test.ts')) add(own, theirs);
  }
  const circles = [...edges.keys()].flatMap((start) => circleFrom(start, edges) ?? []);
  return [...new Set(circles)].map((circle) => `systems use one another in a circle: ${circle}`);
}

function listedIn(path: string, source: string): string[] {
  const listed: string[] = [];
  const visit = (node: ts.Node): void => {
    const named = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'uses';
    if (named && ts.isArrayLiteralExpression(node.initializer)) {
      for (const element of node.initializer.elements) if (ts.isStringLiteral(element)) listed.push(element.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return listed;
}

function systemOf(path: string): string | undefined {
  return /^systems\/([^/]+)\//.exec(path)?.[1];
}

function circleFrom(start: string, edges: Map<string, Set<string>>): string | undefined {
  const waiting = [[start]];
  const seen = new Set<string>();
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    for (const next of edges.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return way.toSorted().join(', ');
      if (!seen.has(next)) waiting.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}
