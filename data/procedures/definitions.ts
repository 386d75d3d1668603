import { readdirSync } from 'node:fs';
import { type Definition, definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { z } from 'zod';
import { readData } from '../read-data.ts';
import type { CatalogueRecord } from './catalogue.ts';
import { definitionOf } from './definition-of.ts';

const writtenDefinitionSchema = z.strictObject({
  code: z.string(),
  facts: z.string(),
  definition: definitionSchema,
});

/** A definition that was written by hand for one procedure, and the rules that its facts come from. */
export type WrittenDefinition = z.infer<typeof writtenDefinitionSchema>;

/** What a procedure can be published with, and whether a person wrote it or it was made from the record alone. */
export type Publishable = { record: CatalogueRecord; definition: Definition; origin: 'written' | 'generic' };

/** The definitions written by hand, in the order of the codes. */
export function readWrittenDefinitions(): WrittenDefinition[] {
  const files = readdirSync(new URL('./definitions/', import.meta.url)).filter((name) => name.endsWith('.json'));
  return files.toSorted().map((name) => readData(writtenDefinitionSchema, `./procedures/definitions/${name}`));
}

/** Every procedure of the catalogue that can be filed: the written definition where there is one, else the generic one. */
export function publishablesOf(
  records: readonly CatalogueRecord[],
  written: readonly WrittenDefinition[] = readWrittenDefinitions(),
): Publishable[] {
  const byCode = new Map(written.map((entry) => [entry.code, entry.definition]));
  return records.flatMap((record): Publishable[] => {
    const own = byCode.get(record.code);
    if (own !== undefined) return [{ record, definition: own, origin: 'written' }];
    const made = definitionOf(record);
    return made === null ? [] : [{ record, definition: made, origin: 'generic' }];
  });
}
