import type { Expression, ExpressionValue } from '@cuaso/kernel/expressions.ts';
import type { FormField } from '@cuaso/platform/cases/definition.ts';

/** A condition as the editor's three fields hold it; `complex` is one that they cannot show. */
export type SimpleCondition = { field: string; op: string; value: string };

/** What each comparison is called. */
export const conditionTitles = {
  equals: 'bằng',
  in: 'là một trong (cách nhau bằng dấu ;)',
  filled: 'đã điền',
  at_least: 'từ',
  at_most: 'đến',
} as const;

/** The three fields of a condition; nothing when it is built of several. */
export function simpleOf(condition: Expression | undefined): SimpleCondition | undefined {
  if (condition === undefined) return { field: '', op: 'equals', value: '' };
  switch (condition.op) {
    case 'filled':
      return { field: condition.field, op: 'filled', value: '' };
    case 'in':
      return { field: condition.field, op: 'in', value: condition.values.join('; ') };
    case 'equals':
    case 'at_least':
    case 'at_most':
      return { field: condition.field, op: condition.op, value: String(condition.value) };
    default:
      return undefined;
  }
}

/** The condition that three fields make; the value becomes what the question's answers are. */
export function conditionOf(typed: Partial<SimpleCondition>, questions: readonly FormField[]): Expression | undefined {
  const field = typed.field?.trim();
  if (!field) return undefined;
  const question = questions.find((one) => one.key === field);
  const value = (text: string): ExpressionValue => valueOf(text.trim(), question);
  const text = typed.value ?? '';
  switch (typed.op) {
    case 'filled':
      return { op: 'filled', field };
    case 'in':
      return {
        op: 'in',
        field,
        values: text
          .split(';')
          .filter((one) => one.trim() !== '')
          .map(value),
      };
    case 'at_least':
    case 'at_most': {
      const bound = value(text);
      return { op: typed.op, field, value: typeof bound === 'boolean' ? String(bound) : bound };
    }
    default:
      return { op: 'equals', field, value: value(text) };
  }
}

/** A condition in the words of its questions, for previews and for those that the three fields cannot show. */
export function inWords(condition: Expression, questions: readonly FormField[] = []): string {
  const said = (one: Expression) => inWords(one, questions);
  switch (condition.op) {
    case 'and':
      return condition.of.map(said).join(' và ');
    case 'or':
      return `(${condition.of.map(said).join(' hoặc ')})`;
    case 'not':
      return `không phải (${said(condition.of)})`;
    default: {
      const question = questions.find((one) => one.key === condition.field);
      const asked = question === undefined ? condition.field : `“${question.label}”`;
      if (condition.op === 'filled') return `${asked} đã điền`;
      if (condition.op !== 'in')
        return `${asked} ${conditionTitles[condition.op]} ${answerInWords(condition.value, question)}`;
      return `${asked} là một trong ${condition.values.map((one) => answerInWords(one, question)).join(', ')}`;
    }
  }
}

function answerInWords(value: ExpressionValue, question: FormField | undefined): string {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  return question?.options?.find((option) => option.value === value)?.label ?? String(value);
}

function valueOf(text: string, question: FormField | undefined): ExpressionValue {
  if (question?.type === 'yes_no') return text === 'true' || text.toLowerCase() === 'có';
  if (question?.type === 'number' || question?.type === 'money')
    return Number(text.replace(/[.\s]/g, '').replace(',', '.'));
  return text;
}
