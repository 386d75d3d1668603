import * as fields from '@cuaso/kernel/fields.ts';
import { z } from 'zod';
import type { FormField } from './definition.ts';

/** An address: the division where it lies, empty outside of the province, and the rest in words. */
export const addressSchema = z.strictObject({
  division: z
    .string()
    .regex(/^(\d{2,5})?$/, 'Chọn xã, phường, thị trấn trong danh sách.')
    .default(''),
  line: fields.shortText(300),
  /** The whole in words of the day it was given; made from the directory, whatever was sent. */
  text: z.string().max(600).optional(),
});

/** What an answer to a question must be. */
export function schemaOf(question: FormField): z.ZodType {
  const max = question.maxLength;
  switch (question.type) {
    case 'text':
      return fields.shortText(max ?? 300);
    case 'long_text':
      return fields.longText(max ?? 4000);
    case 'number':
    case 'money':
      return numberOf(question);
    case 'date':
      return fields.plainDate;
    case 'choice':
      return choiceOf(question);
    case 'choices':
      return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(choiceOf(question)).max(200));
    case 'yes_no':
      return z.preprocess((value) => (value === 'true' || value === 'false' ? value === 'true' : value), z.boolean());
    case 'person_name':
      return fields.personName;
    case 'personal_number':
      return fields.personalNumber;
    case 'tax_number':
      return fields.taxNumber;
    case 'phone':
      return fields.phone;
    case 'email':
      return fields.email;
    case 'division':
      return z.string().regex(/^\d{2,5}$/, 'Chọn một đơn vị hành chính trong danh sách.');
    case 'address':
      return addressSchema;
  }
}

function numberOf(question: FormField): z.ZodType {
  let number = question.type === 'money' ? z.int() : z.number();
  number = number.min(question.min ?? (question.type === 'money' ? 0 : -1e12)).max(question.max ?? 1e15);
  return z.preprocess(
    (value) =>
      typeof value === 'string' && /^[\d.\s]+(,\d+)?$/.test(value)
        ? Number(value.replace(/[.\s]/g, '').replace(',', '.'))
        : value,
    number,
  );
}

function choiceOf(question: FormField): z.ZodType {
  const values = (question.options ?? []).map((option) => option.value);
  return z.string().refine((value) => values.includes(value), 'Chọn một giá trị trong danh sách.');
}
