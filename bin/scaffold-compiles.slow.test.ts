import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { scaffoldOf } from './scaffold.ts';

const root = join(import.meta.dirname, '..');

/** What the compiler says of these files as if they lay in the tree. */
function complaintsAbout(files: Map<string, string>): string[] {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config.config, include: [], files: ['tsconfig.json'] },
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const onDisk = { readFile: host.readFile, fileExists: host.fileExists };
  host.fileExists = (path) => files.has(path) || onDisk.fileExists(path);
  host.readFile = (path) => files.get(path) ?? onDisk.readFile(path);
  host.directoryExists = (path) => path === join(root, 'systems/example') || ts.sys.directoryExists(path);
  host.getSourceFile = (path, target) => {
    const source = host.readFile(path);
    return source === undefined ? undefined : ts.createSourceFile(path, source, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()]
    .flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
    .map((found) => ts.flattenDiagnosticMessageText(found.messageText, '\n'));
}

function madeFiles(): Map<string, string> {
  const there = ['systems/example/system.ts'];
  const asked: [string, string][] = [
    ['system', 'example'],
    ['operation', 'example.list-things'],
    ['operation', 'example.receive-thing'],
  ];
  const scaffolds = asked.map(([kind, name]) => scaffoldOf(kind, [name], there));
  const files = scaffolds.flatMap((scaffold) => ('files' in scaffold ? scaffold.files : []));
  return new Map(files.map(({ path, source }) => [join(root, path), source]));
}

test('a new system with its operations and their tests compiles', () => {
  expect(complaintsAbout(madeFiles())).toEqual([]);
}, 60_000);

test('the compiler would have complained about an operation that names no access', () => {
  const files = madeFiles();
  for (const [path, source] of files) files.set(path, source.replace(/ {2}access: .*\n/, ''));
  expect(complaintsAbout(files)).not.toEqual([]);
}, 60_000);
