const queries = ['get', 'find', 'list', 'count', 'show', 'search', 'export'];

/** A new operation: a query or a command by its verb, open to nobody until its author says who. */
export function operationSource(system: string, file: string): string {
  const [verb = ''] = file.split('-');
  const kind = queries.includes(verb) ? 'query' : 'command';
  return `import { ${kind} } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';

/** ${sentenceOf(file)}. */
export const ${exportOf(file)} = ${kind}({
  name: '${system}.${file}',
  summary: '${sentenceOf(file)}',
  input: z.strictObject({}),
  output: z.strictObject({}),
  access: { system: 'Chỉ nền tảng gọi' },
  run: async () => ({}),
});
`;
}

/** The test of a new operation: it is fit to be installed, and it takes no field that it does not know. */
export function operationTestSource(file: string): string {
  const name = exportOf(file);
  return `import { createRegistry, erased } from '@cuaso/platform/operations/registry.ts';
import { expect, test } from 'vitest';
import { ${name} } from './${file}.ts';
import { system } from './system.ts';

test('the operation can be installed with its system', () => {
  const registry = createRegistry([{ system, operations: [erased(${name})] }]);
  expect(registry.operations.has(${name}.name)).toBe(true);
});

test('a field that the operation does not know is refused', () => {
  expect(${name}.input.safeParse({ unknown: 1 }).success).toBe(false);
});
`;
}

/** A new system: nothing but its name. */
export function systemSource(name: string): string {
  return `import { defineSystem } from '@cuaso/platform/operations/registry.ts';

/** The system ${name}: what it is for and which law it follows stands here first. */
export const system = defineSystem({
  name: '${name}',
  title: '${name}',
  law: [],
  uses: [],
  permissions: [],
  roles: [],
});
`;
}

/** The server's part of a new page. */
export function pageServerSource(): string {
  return `import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => ({ title: 'Trang mới' });
`;
}

/** The visible part of a new page. */
export function pageSource(): string {
  return `<script lang="ts">
  import type { PageProps } from './$types.js';

  const { data }: PageProps = $props();
</script>

<svelte:head><title>{data.title} – Cửa Số</title></svelte:head>

<h1>{data.title}</h1>
`;
}

function exportOf(file: string): string {
  return file.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function sentenceOf(file: string): string {
  const words = file.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
