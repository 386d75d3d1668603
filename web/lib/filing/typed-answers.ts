import { evaluate } from '@cuaso/kernel/expressions.ts';
import type { Definition, FormField, Paper } from '@cuaso/platform/cases/definition.ts';
import { parseTypedDate } from '../typed-date.ts';

/** What was typed, by field name, as a form gives it back. */
export type TypedValues = Readonly<Record<string, string | string[]>>;

/** The name of the field of a question. */
export function nameOf(question: Pick<FormField, 'key' | 'type'>): `answers.${string}` {
  return question.type === 'choices' ? `answers.${question.key}[]` : `answers.${question.key}`;
}

/**
 * Which questions and papers apply to what was typed so far. The operation decides again; this only spares people
 * questions that are not for them.
 */
export function applicableOf(
  definition: Definition,
  values: TypedValues,
): { questions: Set<string>; papers: Set<string> } {
  const answers: Record<string, unknown> = {};
  const questions = new Set<string>();
  for (const question of definition.sections.flatMap((section) => section.fields)) {
    if (question.showWhen !== undefined && !evaluate(question.showWhen, answers)) continue;
    questions.add(question.key);
    const value = answerOf(question, values[nameOf(question)]);
    if (value !== undefined) answers[question.key] = value;
  }
  const applies = (paper: Paper) => paper.showWhen === undefined || evaluate(paper.showWhen, answers);
  return { questions, papers: new Set(definition.papers.filter(applies).map((paper) => paper.key)) };
}

function answerOf(question: FormField, typed: string | string[] | undefined): unknown {
  if (Array.isArray(typed)) return typed.length > 0 ? typed : undefined;
  const text = typed?.trim() ?? '';
  if (text === '') return undefined;
  switch (question.type) {
    case 'yes_no':
      return text === 'true';
    case 'number':
    case 'money':
      return Number(text.replace(/[.\s]/g, '').replace(',', '.'));
    case 'date':
      return parseTypedDate(text) ?? text;
    default:
      return text;
  }
}

/** What was answered for a checklist, as if it had been typed into the form; a number was only told by its range. */
export function typedSituation(
  definition: Definition,
  situation: Readonly<Record<string, readonly string[]>>,
): TypedValues {
  const values: Record<string, string | string[]> = {};
  for (const question of definition.sections.flatMap((section) => section.fields)) {
    const given = situation[question.key] ?? [];
    const options = question.type === 'yes_no' ? ['true', 'false'] : (question.options ?? []).map((one) => one.value);
    const taken = given.filter((value) => options.includes(value));
    if (question.type === 'choices' && taken.length > 0) values[nameOf(question)] = taken;
    else if (taken[0] !== undefined) values[nameOf(question)] = taken[0];
  }
  return values;
}
