import type { JsonSchema } from '../platform/api/json-schema.ts';
import { exampleOf } from '../platform/api/json-schema.ts';

/** Texts that some program has fallen over. Each must be taken as text or refused. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  'x'.repeat(1_000_000),
  `'; drop table cases.dossier; --`,
  `1' or '1'='1`,
  '%_\\',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}#{7*7}',
  '../../../etc/passwd',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc\u2066',
  'Nguyễn Thị Bé'.normalize('NFD'),
  '１２３４５６７８９０',
  '👩‍👩‍👧‍👦'.repeat(40),
  '9'.repeat(400),
  '-1',
  '1e309',
  'NaN',
  'null',
  '0001-01-01',
  '1899-12-31',
  '9999-12-31',
  '2026-02-30',
  '+012345-01-01',
  '00000000-0000-0000-0000-000000000000',
  'javascript:alert(1)',
  '(a+)+$',
  'a & !b | (c <-> d:*',
  '\r\nSet-Cookie: a=b',
];

/** Things that are no text, for the same places. */
export const hostileThings: readonly unknown[] = [
  null,
  [],
  {},
  true,
  -1,
  0,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  [null],
  [[[[]]]],
  { toString: 'x', constructor: 1, length: -1 },
];

/** Whole inputs that fit no operation. */
export const hostileInputs: readonly unknown[] = [null, [], 'x', 7, { unknown: 1 }, [{}], nested(200)];

/**
 * Inputs made of a plausible one in which one place after the other is hostile. `real` has values that exist, by the name of
 * their place, so that the attacks get past "not found"; a place that is `undefined` there is left out.
 */
export function hostileVariants(schema: JsonSchema, real: Readonly<Record<string, unknown>> = {}): unknown[] {
  const whole = withReal(exampleOf(withEverythingRequired(schema)), real);
  return placesOf(whole).flatMap((place) =>
    [...hostileTexts, ...hostileThings].map((hostile) => replaced(whole, place, hostile)),
  );
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let layer = 0; layer < depth; layer += 1) value = layer % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The same schema with its optional parts filled, so that the attacks reach them too. */
function withEverythingRequired(schema: JsonSchema, depth = 0): JsonSchema {
  if (depth > 6) return schema;
  const { properties, items } = schema;
  return {
    ...schema,
    ...(properties && {
      required: Object.keys(properties),
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [name, withEverythingRequired(one, depth + 1)]),
      ),
    }),
    ...(items && { items: withEverythingRequired(items, depth + 1) }),
  };
}

function withReal(value: unknown, real: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((one) => withReal(one, real));
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.entries(value).map(([name, one]) => [name, name in real ? real[name] : withReal(one, real)]);
  return Object.fromEntries(filled.filter(([, one]) => one !== undefined));
}

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return at.length === 0 ? [] : [at];
  const below = Array.isArray(value)
    ? value.slice(0, 1).flatMap((one: unknown) => placesOf(one, [...at, 0]))
    : Object.entries(value).flatMap(([name, one]) => placesOf(one, [...at, name]));
  return at.length === 0 ? below : [at, ...below];
}

function replaced(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === step ? replaced(one, rest, by) : one));
  return { ...(value as object), [step]: replaced((value as Record<string, unknown>)[String(step)], rest, by) };
}
