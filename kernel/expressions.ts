import { z } from 'zod';

/** A value that an answer is compared with. */
export type ExpressionValue = string | number | boolean;

/** A condition inside a definition: a closed tree, never code as text. */
export type Expression =
  | { op: 'equals'; field: string; value: ExpressionValue }
  | { op: 'in'; field: string; values: ExpressionValue[] }
  | { op: 'filled'; field: string }
  | { op: 'at_least' | 'at_most'; field: string; value: number | string }
  | { op: 'and' | 'or'; of: Expression[] }
  | { op: 'not'; of: Expression };

/** The answers that a condition looks at, by field key. */
export type Answers = Readonly<Record<string, unknown>>;

const maxDepth = 12;
const maxNodes = 200;

const field = z.string().regex(/^[a-z][a-zA-Z0-9_.]{0,79}$/, { error: 'Tên trường trong điều kiện không đúng dạng.' });
const value = z.union([z.string().max(500), z.number(), z.boolean()]);

const tree: z.ZodType<Expression> = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('equals'), field, value }),
  z.strictObject({ op: z.literal('in'), field, values: z.array(value).min(1).max(200) }),
  z.strictObject({ op: z.literal('filled'), field }),
  z.strictObject({ op: z.enum(['at_least', 'at_most']), field, value: z.union([z.number(), z.string().max(40)]) }),
  z.strictObject({
    op: z.enum(['and', 'or']),
    get of() {
      return z.array(tree).min(1).max(50);
    },
  }),
  z.strictObject({
    op: z.literal('not'),
    get of() {
      return tree;
    },
  }),
]);

/** The schema of a condition. Its size is measured first, so that a very deep one is refused instead of overflowing. */
export const expressionSchema = z
  .unknown()
  .refine(isSmall, {
    error: `Điều kiện quá phức tạp: nhiều nhất ${maxDepth} tầng và ${maxNodes} mệnh đề.`,
    abort: true,
  })
  .pipe(tree);

/** Whether the answers meet the condition. A field without an answer meets only a negation. */
export function evaluate(expression: Expression, answers: Answers): boolean {
  switch (expression.op) {
    case 'and':
      return expression.of.every((part) => evaluate(part, answers));
    case 'or':
      return expression.of.some((part) => evaluate(part, answers));
    case 'not':
      return !evaluate(expression.of, answers);
    case 'equals':
      return matches(answerOf(answers, expression.field), [expression.value]);
    case 'in':
      return matches(answerOf(answers, expression.field), expression.values);
    case 'filled':
      return isFilled(answerOf(answers, expression.field));
    case 'at_least':
      return compare(answerOf(answers, expression.field), expression.value, (order) => order >= 0);
    case 'at_most':
      return compare(answerOf(answers, expression.field), expression.value, (order) => order <= 0);
  }
}

/** The fields that the condition looks at, each once, in reading order. */
export function fieldsOf(expression: Expression): string[] {
  const found = new Set<string>();
  collect(expression, found);
  return [...found];
}

function collect(expression: Expression, found: Set<string>): void {
  if ('field' in expression) found.add(expression.field);
  else if (expression.op === 'not') collect(expression.of, found);
  else for (const part of expression.of) collect(part, found);
}

function answerOf(answers: Answers, key: string): unknown {
  return Object.hasOwn(answers, key) ? answers[key] : undefined;
}

// A question with several ticks matches if one of them does.
function matches(answer: unknown, wanted: readonly ExpressionValue[]): boolean {
  if (Array.isArray(answer)) return answer.some((one) => matches(one, wanted));
  const plain = typeof answer === 'string' ? answer.normalize('NFC') : answer;
  return wanted.some((one) => (typeof one === 'string' ? one.normalize('NFC') : one) === plain);
}

function isFilled(answer: unknown): boolean {
  if (answer === undefined || answer === null) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  return Array.isArray(answer) ? answer.length > 0 : true;
}

// Numbers with numbers, texts with texts: days written YYYY-MM-DD sort as text. Anything else is not comparable.
function compare(answer: unknown, bound: number | string, accept: (order: number) => boolean): boolean {
  if (typeof answer === 'number' && typeof bound === 'number') return accept(answer - bound);
  if (typeof answer !== 'string' || typeof bound !== 'string' || answer === '') return false;
  return accept(answer < bound ? -1 : answer > bound ? 1 : 0);
}

function isSmall(input: unknown): boolean {
  const open: { node: unknown; depth: number }[] = [{ node: input, depth: 1 }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.depth > maxDepth || ++seen > maxNodes) return false;
    const of: unknown =
      typeof next.node === 'object' && next.node !== null && 'of' in next.node ? next.node.of : undefined;
    if (of === undefined) continue;
    for (const node of Array.isArray(of) ? of : [of]) open.push({ node, depth: next.depth + 1 });
  }
  return true;
}
