import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { criteria, type Criterion, type Opinion, opinions } from './rating.ts';

/** The figures of some ratings: how many, and of each question how many gave each answer (`overall_satisfied`). */
export type Counts = { rated: number } & Record<`${Criterion}_${Opinion}`, number>;

const names = criteria.flatMap((criterion) =>
  opinions.map((opinion) => ({ criterion, opinion, name: `${criterion}_${opinion}` as const })),
);

/** The figures of some ratings, as operations answer them. */
export const countsShape = {
  rated: z.int(),
  ...(Object.fromEntries(names.map(({ name }) => [name, z.int()])) as Record<`${Criterion}_${Opinion}`, z.ZodInt>),
};

/** The figures as columns of a query on `ratings.rating r`. */
export const countColumns: RawBuilder<unknown> = sql`count(*)::int as rated, ${sql.join(
  names.map(
    ({ criterion, opinion, name }) =>
      sql`count(*) filter (where ${sql.ref(`r.${criterion}`)} = ${opinion})::int as ${sql.ref(name)}`,
  ),
)}`;

/** The sum of rows of figures. */
export function sumOf(rows: readonly Counts[]): Counts {
  const sum = (pick: keyof Counts) => rows.reduce((total, row) => total + row[pick], 0);
  return Object.fromEntries(
    (['rated', ...names.map(({ name }) => name)] as const).map((key) => [key, sum(key)]),
  ) as Counts;
}

/** How many of a hundred answered at least "satisfied"; undefined without ratings. */
export function satisfiedPercentOf(counts: Counts, criterion: Criterion): number | undefined {
  if (counts.rated === 0) return undefined;
  return ((counts[`${criterion}_very_satisfied`] + counts[`${criterion}_satisfied`]) / counts.rated) * 100;
}
