import { describe, expect, test } from 'vitest';
import type { Expression } from './expressions.ts';
import { evaluate, expressionSchema, fieldsOf } from './expressions.ts';

const answers = { kind: 'new', count: 3, born: '1990-05-01', ticks: ['a', 'b'], empty: '  ', none: null, yes: true };

describe('a condition', () => {
  test.each<[Expression, boolean]>([
    [{ op: 'equals', field: 'kind', value: 'new' }, true],
    [{ op: 'equals', field: 'kind', value: 'old' }, false],
    [{ op: 'equals', field: 'count', value: '3' }, false],
    [{ op: 'equals', field: 'yes', value: true }, true],
    [{ op: 'equals', field: 'ticks', value: 'b' }, true],
    [{ op: 'in', field: 'kind', values: ['old', 'new'] }, true],
    [{ op: 'in', field: 'missing', values: ['old', 'new'] }, false],
    [{ op: 'filled', field: 'kind' }, true],
    [{ op: 'filled', field: 'empty' }, false],
    [{ op: 'filled', field: 'none' }, false],
    [{ op: 'filled', field: 'toString' }, false],
    [{ op: 'filled', field: '__proto__' }, false],
    [{ op: 'at_least', field: 'count', value: 3 }, true],
    [{ op: 'at_most', field: 'count', value: 2 }, false],
    [{ op: 'at_most', field: 'born', value: '2000-01-01' }, true],
    [{ op: 'at_least', field: 'kind', value: 1 }, false],
    [{ op: 'at_most', field: 'missing', value: 1 }, false],
    [{ op: 'not', of: { op: 'filled', field: 'missing' } }, true],
    [
      {
        op: 'and',
        of: [
          { op: 'filled', field: 'kind' },
          { op: 'filled', field: 'none' },
        ],
      },
      false,
    ],
    [
      {
        op: 'or',
        of: [
          { op: 'filled', field: 'kind' },
          { op: 'filled', field: 'none' },
        ],
      },
      true,
    ],
  ])('%j is %s', (expression, expected) => {
    expect(evaluate(expression, answers)).toBe(expected);
  });

  test('compares NFC with NFD as the same text', () => {
    const condition: Expression = { op: 'equals', field: 'a', value: 'Cái Bè' };
    expect(evaluate(condition, { a: 'Cái Bè'.normalize('NFD') })).toBe(true);
  });

  test('names the fields that it looks at, each once', () => {
    const kind: Expression = { op: 'filled', field: 'kind' };
    const count: Expression = { op: 'at_least', field: 'count', value: 1 };
    expect(fieldsOf({ op: 'or', of: [kind, { op: 'not', of: { op: 'and', of: [count, kind] } }] })).toEqual([
      'kind',
      'count',
    ]);
  });
});

describe('the schema of conditions', () => {
  test('takes a tree and gives it back', () => {
    const tree = {
      op: 'and',
      of: [
        { op: 'in', field: 'a', values: [1, 'b', true] },
        { op: 'not', of: { op: 'filled', field: 'c' } },
      ],
    };
    expect(expressionSchema.parse(tree)).toEqual(tree);
  });
  test.each([
    ['code as text', 'answers.a === 1'],
    ['an unknown operation', { op: 'eval', field: 'a' }],
    ['an unknown field', { op: 'filled', field: 'a', extra: 1 }],
    ['an empty and', { op: 'and', of: [] }],
    ['a field that is none', { op: 'filled', field: '__proto__' }],
    ['nothing', undefined],
  ])('refuses %s', (_, input) => expect(expressionSchema.safeParse(input).success).toBe(false));

  test('refuses a tree of fifty thousand levels or a thousand parts without overflowing', () => {
    let deep: unknown = { op: 'filled', field: 'a' };
    for (let level = 0; level < 50_000; level++) deep = { op: 'not', of: deep };
    const wide = { op: 'or', of: Array.from({ length: 1000 }, () => ({ op: 'filled', field: 'a' })) };
    expect(expressionSchema.safeParse(deep).success).toBe(false);
    expect(expressionSchema.safeParse(wide).success).toBe(false);
  });
});
