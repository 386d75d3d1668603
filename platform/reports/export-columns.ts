import type { PlainDate } from '@cuaso/kernel/clock.ts';

/** One column of an exported table: its Vietnamese title, what kind of value it holds, and where that comes from. */
export type Column<Row> = { title: string; /** In letters. */ width?: number } & (
  | { kind: 'text'; value: (row: Row) => string | null }
  | { kind: 'number' | 'money'; value: (row: Row) => number | null }
  /** A day without a time. */
  | { kind: 'date'; value: (row: Row) => PlainDate | null }
  /** An instant, written as the clock in Viet Nam showed it. */
  | { kind: 'instant'; value: (row: Row) => Date | null }
);

/** Rows as they come: all at once, or from the database piece by piece. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;
