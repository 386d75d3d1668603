import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { readData } from '../read-data.ts';

const folder = './procedures/catalogue/';

/** A promised time; `unit` is null where the source shows a bare number. */
const statedLimitSchema = z.strictObject({
  unit: z.enum(['working_day', 'working_hour', 'calendar_day', 'month', 'same_day']).nullable(),
  amount: z.int().min(0),
});

const levelSchema = z.enum(['province', 'district', 'commune']);

const catalogueChannelSchema = z.strictObject({
  channel: z.enum(['counter', 'online', 'post']),
  limit: statedLimitSchema.nullable(),
  feeVnd: z.int().min(0).nullable(),
});

const cataloguePaperSchema = z.strictObject({
  name: z.string().min(1),
  originals: z.int().min(0),
  copies: z.int().min(0),
  group: z.string().optional(),
  cut: z.literal(true).optional(),
});

const knowledgeSchema = z.strictObject({
  name: z.string(),
  levels: z.array(levelSchema),
  agency: z.string(),
  limit: statedLimitSchema.nullable(),
  limitText: z.string(),
  feeVnd: z.int().nullable(),
  feeText: z.string(),
  papers: z.array(z.string()),
  sure: z.literal(false),
});

/** One procedure of the catalogue, whatever its source; see README.md for what each source is worth. */
export const catalogueRecordSchema = z.strictObject({
  code: z.string().regex(/^\d\.\d{6}$/),
  codeIsProvisional: z.boolean(),
  name: z.string().min(1),
  field: z.string(),
  ministryAtSource: z.string().nullable(),
  levels: z.array(levelSchema),
  levelsAtSource: z.array(z.string()),
  executors: z.array(z.strictObject({ level: levelSchema, department: z.string().nullable() })),
  agencyText: z.string().nullable(),
  audience: z.array(
    z.enum([
      'citizen',
      'overseas_vietnamese',
      'foreigner',
      'business',
      'cooperative',
      'organisation',
      'foreign_organisation',
      'official',
    ]),
  ),
  onlineLevel: z.union([z.literal(2), z.literal(3), z.literal(4)]),
  channels: z.array(catalogueChannelSchema),
  papers: z.array(cataloguePaperSchema),
  papersCut: z.boolean(),
  results: z.array(z.strictObject({ name: z.string().nullable(), code: z.string().optional() })),
  decision: z.string().nullable(),
  source: z.enum(['portal_2026', 'portal_2021', 'knowledge_2020', 'index_2026']),
  sure: z.boolean(),
  doubt: z.string().optional(),
  knowledge2020: knowledgeSchema.optional(),
});

export type CatalogueRecord = z.infer<typeof catalogueRecordSchema>;
export type StatedLimit = z.infer<typeof statedLimitSchema>;

/** The whole catalogue, one record per code, in the order of the codes. */
export function readCatalogue(): CatalogueRecord[] {
  const files = readdirSync(new URL('./catalogue/', import.meta.url)).filter((name) => name.endsWith('.json'));
  const records = files.flatMap((name) => readData(z.array(catalogueRecordSchema), `${folder}${name}`));
  return records.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Whether an agency of the province (and not the police, the tax office or a ministry) executes the procedure. */
export function isOurs(record: CatalogueRecord): boolean {
  return record.executors.some((executor) => executor.level !== 'province' || executor.department !== null);
}
