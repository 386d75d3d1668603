/** The tables of the database; made by "bin/db dump", never edited. */
export type DB = Record<never, never>;
