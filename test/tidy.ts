// The style checker: what STYLE.md says, as far as a program can see it. `node test/tidy.ts` checks the whole tree.
import { syntaxProblems } from './tidy-syntax.ts';
import { isCode, textProblems } from './tidy-text.ts';
import { treeFiles } from './tree.ts';
import type { SourceFile } from './tree.ts';

/** One place where a file departs from STYLE.md. */
export type Problem = { path: string; line: number; rule: string; message: string };

/** All departures of one file. */
export function problemsOf(file: SourceFile): Problem[] {
  const generated = /generated/.test(file.path);
  return [...textProblems(file), ...(isCode(file.path) && !generated ? syntaxProblems(file) : [])];
}

/** The problem as an editor or a terminal understands it. */
export function lineOf({ path, line, rule, message }: Problem): string {
  return `${path}:${line}  ${rule}: ${message}`;
}

if (import.meta.main) {
  const lines = treeFiles().flatMap(problemsOf).map(lineOf);
  if (lines.length > 0) {
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = 1;
  }
}
