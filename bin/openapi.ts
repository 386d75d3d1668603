// What bin/openapi does: the document of all installed operations, written or compared.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openapiOf } from '../platform/api/openapi.ts';
import { softwareVersion } from '../platform/api/start-web.ts';
import { projectFolder } from '../platform/database/data-folder.ts';
import { createRegistry } from '../platform/operations/registry.ts';
import { installed } from '../systems/index.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = join(projectFolder, 'docs', 'api');
const file = join(folder, 'openapi.json');
const text = `${JSON.stringify(openapiOf(createRegistry(installed), softwareVersion()), null, 2)}\n`;
const current = existsSync(file) ? readFileSync(file, 'utf8') : '';

if (!values.check) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
} else if (current !== text) {
  process.stderr.write(
    'docs/api/openapi.json không còn đúng với các thao tác: hãy chạy bin/openapi.\n' +
      'docs/api/openapi.json differs from the operations: run bin/openapi.\n',
  );
  process.exitCode = 1;
}
