import { z } from 'zod';

/** A JSON Schema as OpenAPI 3.1 takes it. */
export type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  minimum?: number;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  [more: string]: unknown;
};

/** What an operation takes or gives, as a schema that other programs understand; `place` is where it stands in its document. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', place = '#'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    cycles: 'ref',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      // The bounds of a safe integer say nothing to a reader.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as JsonSchema;
  // A schema that contains itself refers to the root of its document, which is not always its own.
  const text = JSON.stringify(rest).replaceAll('"$ref":"#', `"$ref":"${place}`);
  return JSON.parse(text) as JsonSchema;
}

/** An input that a reader can start from: what is required, with a plain value of the right kind each. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first !== undefined) return exampleOf(first);
  switch (schema.type) {
    case 'object': {
      const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
      return Object.fromEntries(required.map(([name, one]) => [name, exampleOf(one)]));
    }
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textExampleOf(schema.format);
  }
}

function textExampleOf(format: string | undefined): string {
  const known: Record<string, string> = {
    uuid: '019308f1-7d4e-7c3a-9b1e-2f6d8a4c5b70',
    date: '2026-11-23',
    'date-time': '2026-11-23T08:00:00Z',
    email: 'ten@tinh.example',
  };
  return known[format ?? ''] ?? '…';
}
