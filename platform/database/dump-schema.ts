import type { Connection } from './connection.ts';
import {
  functionsSql,
  grantsSql,
  indexesSql,
  schemasSql,
  tablesSql,
  triggersSql,
  typesSql,
  viewsSql,
} from './catalogue.ts';
import { withClient } from './set-up.ts';

type Piece = { schema: string; text: string };

const heading = `-- The tables of the database as the migrations leave them, for reading and reviewing.
-- Made by "bin/db dump", never edited. Every table that says "audited" has the triggers of audit.attach().
`;

/** The structure of a database as SQL in a stable order: the same structure always gives the same text. */
export async function schemaText(connection: Connection): Promise<string> {
  return withClient(connection, async (client) => {
    // Without a search path every name outside pg_catalog is printed with its schema.
    await client.query(`select set_config('search_path', '', false)`);
    const read = async (sql: string) => (await client.query<Piece>(sql)).rows;
    const schemas = await read(schemasSql);
    const pieces: Piece[] = [];
    for (const sql of [typesSql, functionsSql, tablesSql, indexesSql, viewsSql, triggersSql, grantsSql]) {
      pieces.push(...(await read(sql)));
    }
    const parts = schemas.map(({ schema, text }) => {
      const inside = pieces.filter((piece) => piece.schema === schema).map((piece) => piece.text);
      return [text, ...inside].join('\n\n');
    });
    return `${[heading, ...parts].join('\n\n').replaceAll(/\n{3,}/g, '\n\n')}\n`;
  });
}
