import { evaluate } from '@cuaso/kernel/expressions.ts';
import type { Definition, FormField } from '@cuaso/platform/cases/definition.ts';
import type { Person } from '../people/persons.ts';
import type { Random } from '../people/random.ts';

/** Invented answers to a form, such as this person would give. */
export function answersOf(definition: Definition, person: Person, random: Random): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const section of definition.sections) {
    if (section.repeat === undefined) answerFields(section.fields, answers, person, random);
    else {
      const items = Array.from({ length: Math.max(section.repeat.min, 1 + random.below(2)) }, () => ({ ...answers }));
      for (const item of items) answerFields(section.fields, item, person, random);
      const own = new Set(section.fields.map((field) => field.key));
      answers[section.key] = items.map((item) =>
        Object.fromEntries(Object.entries(item).filter(([key]) => own.has(key))),
      );
    }
  }
  return answers;
}

function answerFields(
  fields: readonly FormField[],
  answers: Record<string, unknown>,
  person: Person,
  random: Random,
): void {
  for (const field of fields) {
    if (field.showWhen !== undefined && !evaluate(field.showWhen, answers)) continue;
    if (!field.required && random.below(3) === 0) continue;
    answers[field.key] = answerOf(field, person, random);
  }
}

const names = [
  'Trần Thị Bé',
  'Nguyễn Văn Út',
  'Lê Hoàng Phúc',
  'Phạm Ngọc Lan',
  'Võ Minh Tâm',
  'Huỳnh Thị Kim Chi',
] as const;
const sentences = [
  'Kính đề nghị cơ quan xem xét, giải quyết theo quy định.',
  'Thông tin khai trên là đúng sự thật, tôi xin chịu trách nhiệm.',
  'Đề nghị giải quyết sớm để kịp bổ túc hồ sơ của gia đình.',
  'Đã có hướng dẫn của ấp, khu phố; giấy tờ kèm theo đầy đủ.',
] as const;

function answerOf(field: FormField, person: Person, random: Random): unknown {
  switch (field.type) {
    case 'person_name':
      return random.below(2) === 0 ? person.fullName : random.pick(names);
    case 'personal_number':
      return person.personalNumber;
    case 'tax_number':
      return '0100109106';
    case 'phone':
      return person.phone;
    case 'email':
      return person.email;
    case 'date':
      return `${1985 + random.below(35)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
    case 'number':
      return Math.max(field.min ?? 1, Math.min(field.max ?? 12, 1 + random.below(12)));
    case 'money':
      return Math.max(field.min ?? 0, Math.min(field.max ?? 1e9, (1 + random.below(200)) * 1_000_000));
    case 'yes_no':
      return random.below(2) === 0;
    case 'choice':
      return random.pick(field.options ?? []).value;
    case 'choices':
      return [random.pick(field.options ?? []).value];
    case 'division':
      return person.division;
    case 'address':
      return { division: '', line: person.address };
    case 'long_text':
      return random.pick(sentences);
    case 'text':
      return random.pick([person.address, 'Theo giấy tờ kèm theo', 'Tỉnh Tiền Giang']).slice(0, field.maxLength ?? 300);
  }
}
