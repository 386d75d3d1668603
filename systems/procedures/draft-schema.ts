import { longText, shortText, uuid } from '@cuaso/kernel/fields.ts';
import { definitionSchema } from '@cuaso/platform/cases/definition.ts';
import { z } from 'zod';

/** A national procedure code (1.001193), or one of the province's own. */
export const procedureCode = z
  .string()
  .regex(/^[0-9A-Z][0-9A-Z._-]{2,39}$/, 'Mã thủ tục gồm chữ hoa, số, dấu chấm. Ví dụ: 1.001193.');

/** What an officer prepares of a procedure; publishing makes a version of it. */
export const draftSchema = z.strictObject({
  name: shortText(1000),
  fieldCode: shortText(60),
  levels: z
    .array(z.enum(['province', 'district', 'commune']))
    .min(1)
    .max(3),
  agencyId: uuid.nullable(),
  onlineLevel: z.int().min(1).max(4),
  audience: shortText(500).or(z.literal('')),
  legalBasis: longText(10_000).or(z.literal('')),
  confidentiality: z.enum(['normal', 'personal', 'restricted']),
  note: longText(4000).or(z.literal('')),
  definition: definitionSchema,
});
/** What an officer prepares of a procedure. */
export type Draft = z.infer<typeof draftSchema>;
