import { type RawBuilder, sql } from 'kysely';

/** Every word of a search occurs in the column, which holds text without accents; an empty search finds all. */
export function searchCondition(column: string, search: string): RawBuilder<unknown> {
  const words = search.split(/\s+/).filter((word) => word !== '');
  const found = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return sql`${sql.ref(column)} like database.without_diacritics(${pattern})`;
  });
  return found.length === 0 ? sql`true` : sql`(${sql.join(found, sql` and `)})`;
}
