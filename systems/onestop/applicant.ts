import * as fields from '@cuaso/kernel/fields.ts';
import { Failure } from '@cuaso/kernel/errors.ts';
import type { Applicant } from '@cuaso/platform/cases/events.ts';
import type { z } from 'zod';

/** Checks what an applicant gave: the number by its kind, phone and e-mail if given; a Failure names each wrong field. */
export function checkApplicant(applicant: Applicant): Applicant {
  const problems: Record<string, string> = {};
  const checked = { ...applicant };
  const check = (key: 'number' | 'phone' | 'email', schema: z.ZodType<string>) => {
    if (applicant[key] === '') return;
    const parsed = schema.safeParse(applicant[key]);
    if (parsed.success) checked[key] = parsed.data;
    else problems[`applicant.${key}`] = parsed.error.issues[0]?.message ?? '';
  };
  check('number', applicant.kind === 'citizen' ? fields.personalNumber : fields.taxNumber);
  check('phone', fields.phone);
  check('email', fields.email);
  if (applicant.number === '')
    problems['applicant.number'] = 'Chưa nhập số giấy tờ. Hãy nhập số định danh hoặc mã số thuế.';
  if (Object.keys(problems).length > 0) throw new Failure('invalid', 'onestop.wrong_applicant', { fields: problems });
  return checked;
}
