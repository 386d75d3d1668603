import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Reads one data file of this folder and checks it against its schema. */
export function readData<Schema extends z.ZodType>(schema: Schema, path: string): z.infer<Schema> {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  return schema.parse(JSON.parse(text));
}
