import { expect, test } from 'vitest';
import { z } from 'zod';
import { sampleRegistry } from './sample-registry.ts';
import { exampleOf, jsonSchemaOf } from './json-schema.ts';
import { openapiOf } from './openapi.ts';
import { referencePageOf } from './reference-page.ts';

const document = openapiOf(sampleRegistry, '1.2.3') as {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; security: unknown; parameters?: unknown[] }>>;
  components: { schemas: Record<string, unknown> };
};

test('every offered operation has its path, and no other', () => {
  expect(document.openapi).toBe('3.1.0');
  const offered = [...sampleRegistry.operations.values()].filter(({ access }) => !('system' in access));
  expect(Object.keys(document.paths).toSorted()).toEqual(
    offered.map(({ name }) => `/api/${name.replace('.', '/')}`).toSorted(),
  );
});

test('a command is posted with a key, a query is also read with parameters', () => {
  const write = document.paths['/api/sample/write-note'];
  expect(Object.keys(write ?? {})).toEqual(['post']);
  expect(JSON.stringify(write)).toContain('#/components/parameters/idempotencyKey');
  const list = document.paths['/api/sample/list-notes'];
  expect(Object.keys(list ?? {})).toEqual(['get', 'post']);
  expect(list?.['get']).toMatchObject({ operationId: 'sample.list-notes', security: [{}] });
});

test('every reference in the document leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, reference = ''] of text.matchAll(/"\$ref":"(#[^"]*)"/g)) {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], document);
    expect([reference, typeof found]).toEqual([reference, 'object']);
  }
  expect(text).toContain('sample.keep-tree.input/$defs/');
});

test('an example fits its schema', () => {
  const schema = z.strictObject({
    id: z.uuid(),
    day: z.iso.date(),
    kind: z.enum(['a', 'b']),
    n: z.int().min(3),
    more: z.string().optional(),
  });
  expect(schema.safeParse(exampleOf(jsonSchemaOf(schema, 'input'))).success).toBe(true);
});

test('the page says what the definitions say, and nothing in them becomes HTML', () => {
  const page = referencePageOf(sampleRegistry);
  expect(page).toContain('/api/sample/write-note');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('sample.sweep');
});
