import type { Definition, FormField } from '@cuaso/platform/cases/definition.ts';

/** Options that were taken for a checklist before the form was begun, by question. */
export type Situation = Readonly<Record<string, readonly string[]>>;

/** What was answered for a checklist, as if it had been typed into the form; a number was only told by its range. */
export function answersOfSituation(definition: Definition, situation: Situation): Record<string, string | string[]> {
  const answers: Record<string, string | string[]> = {};
  const once = definition.sections.filter((section) => section.repeat === undefined);
  for (const question of once.flatMap((section) => section.fields)) {
    const taken = (situation[question.key] ?? []).filter((value) => valuesOf(question).includes(value));
    if (question.type === 'choices' && taken.length > 0) answers[question.key] = taken;
    else if (taken[0] !== undefined) answers[question.key] = taken[0];
  }
  return answers;
}

function valuesOf(question: FormField): string[] {
  return question.type === 'yes_no' ? ['true', 'false'] : (question.options ?? []).map((one) => one.value);
}
