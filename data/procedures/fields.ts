import { z } from 'zod';
import { readData } from '../read-data.ts';

/**
 * A field of procedures. The code has the form MX1X2-LV (circular 01/2018/TT-VPCP, art. 20): the ministry's code, then
 * letters that stand for the field; the letters are ours. `department` is the short name of the department that serves it.
 */
export const procedureFieldSchema = z.strictObject({
  code: z.string().regex(/^[GZ]\d{2}-[A-Z]{1,8}$/),
  name: z.string().min(1),
  ministry: z.string(),
  ministryCode: z.string(),
  department: z.string().nullable(),
});

export type ProcedureField = z.infer<typeof procedureFieldSchema>;

/** All fields, by ministry as the ministries were in 2020. */
export function readProcedureFields(): ProcedureField[] {
  return readData(z.strictObject({ fields: z.array(procedureFieldSchema) }), './procedures/fields.json').fields;
}
