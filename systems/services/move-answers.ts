import { readAnswers } from '@cuaso/platform/cases/answers.ts';
import type { Definition, FormField, FormSection } from '@cuaso/platform/cases/definition.ts';
import { schemaOf } from '@cuaso/platform/cases/question-schema.ts';
import { answersInWords } from '../onestop/public.ts';

/** The answers of a draft in a newer form: field by field what fits is carried, the rest is told in words. */
export type MovedAnswers = {
  answers: Record<string, unknown>;
  carried: string[];
  left: { label: string; value: string }[];
};

/** Carries answers, as they were typed under the old form, to the new one. */
export function movedAnswers(old: Definition, now: Definition, typed: Record<string, unknown>): MovedAnswers {
  const moved: MovedAnswers = { answers: {}, carried: [], left: [] };
  for (const section of old.sections) {
    if (section.repeat === undefined) {
      for (const field of section.fields) moveOne(moved, now, field, typed[field.key], old);
    } else moveItems(moved, now, section, typed[section.key], old);
  }
  return moved;
}

function moveOne(moved: MovedAnswers, now: Definition, field: FormField, value: unknown, old: Definition): void {
  if (value === undefined || value === '') return;
  const target = now.sections
    .filter((section) => section.repeat === undefined)
    .flatMap((section) => section.fields)
    .find((one) => one.key === field.key);
  if (target !== undefined && fits(field, target, value)) {
    moved.answers[field.key] = value;
    moved.carried.push(target.label);
  } else moved.left.push(...inWords(old, { [field.key]: value }, field.label, value));
}

function moveItems(moved: MovedAnswers, now: Definition, section: FormSection, value: unknown, old: Definition): void {
  if (!Array.isArray(value) || value.length === 0) return;
  const target = now.sections.find((one) => one.key === section.key && one.repeat !== undefined);
  const known = new Set(target?.fields.map((field) => field.key));
  if (target !== undefined && section.fields.every((field) => known.has(field.key))) {
    moved.answers[section.key] = value;
    moved.carried.push(target.title);
  } else moved.left.push(...inWords(old, { [section.key]: value }, section.title, ''));
}

/** A right answer must be right under the new question too; one that was wrong anyway moves where the kind is the same. */
function fits(field: FormField, target: FormField, value: unknown): boolean {
  if (schemaOf(target).safeParse(value).success) return true;
  return field.type === target.type && !schemaOf(field).safeParse(value).success;
}

/** In words as far as the answer is right; otherwise as it was typed. */
function inWords(old: Definition, typed: Record<string, unknown>, label: string, value: unknown): MovedAnswers['left'] {
  const unconditional = {
    ...old,
    sections: old.sections.map((section) => ({
      ...section,
      fields: section.fields.map(({ showWhen: _, ...field }) => field),
    })),
  };
  const { answers } = readAnswers(unconditional, typed, 'partial');
  const words = answersInWords(unconditional, answers);
  if (words.length > 0) return words.map((one) => ({ label: one.label, value: one.value }));
  return [{ label, value: typeof value === 'string' ? value : JSON.stringify(value) }];
}
