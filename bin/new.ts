// What bin/new does: asks scaffold.ts for the files, refuses to overwrite, writes, and says what is left to a person.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { treeFiles } from '../test/tree.ts';
import { scaffoldOf } from './scaffold.ts';

const [kind = '', ...words] = process.argv.slice(2);
const scaffold = scaffoldOf(
  kind,
  words,
  treeFiles().map((file) => file.path),
);
const taken = 'files' in scaffold ? scaffold.files.filter((file) => existsSync(file.path)) : [];
if ('problem' in scaffold) {
  console.error(scaffold.problem);
  process.exitCode = 1;
} else if (taken.length > 0) {
  console.error(`Already there: ${taken.map((file) => file.path).join(', ')}`);
  process.exitCode = 1;
} else {
  for (const { path, source } of scaffold.files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, source);
    console.log(path);
  }
  for (const step of scaffold.next) console.log(`→ ${step}`);
}
