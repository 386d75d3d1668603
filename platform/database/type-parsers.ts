import { types } from 'pg';
import type { CustomTypesConfig } from 'pg';

type Parser = (text: string) => unknown;

// PostgreSQL's numbers for types that the driver does not name.
const arrays = { int8: 1016, date: 1182, numeric: 1231, text: 1009 };

const parsers = new Map<number, Parser>([
  [types.builtins.INT8, safeInteger],
  [types.builtins.DATE, asText],
  [types.builtins.NUMERIC, asText],
  [types.builtins.INTERVAL, asText],
  [arrays.int8, arrayOf(safeInteger)],
  [arrays.date, arrayOf(asText)],
  [arrays.numeric, arrayOf(asText)],
]);

/** How column values arrive: bigint as a number that is exact or an error, date as `YYYY-MM-DD`, numeric as text. */
export const columnTypes: CustomTypesConfig = { getTypeParser: parserOf as CustomTypesConfig['getTypeParser'] };

function parserOf(id: number, format?: 'text' | 'binary'): Parser {
  return parsers.get(id) ?? types.getTypeParser(id, format ?? 'text');
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number exactly`);
  return value;
}

function asText(text: string): string {
  return text;
}

function arrayOf(parser: Parser): Parser {
  const parseTexts: (text: string) => (string | null)[] = types.getTypeParser(arrays.text, 'text');
  return (text) => parseTexts(text).map((item) => (item === null ? null : parser(item)));
}
