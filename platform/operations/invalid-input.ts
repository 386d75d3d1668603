import { Failure } from '@cuaso/kernel/errors.ts';
import type { z } from 'zod';

/** Zod's refusal as the platform's: one Vietnamese sentence per path, the first one found. */
export function invalidInput(error: z.ZodError): Failure {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    fields[path] ??= issue.message;
  }
  return new Failure('invalid', 'operations.invalid_input', { fields });
}

/** A refusal of one field by a rule that the schema cannot say. */
export function invalidField(path: string, code: string, message: string): Failure {
  return new Failure('invalid', code, { fields: { [path]: message } });
}
