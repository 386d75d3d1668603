import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';

/** Beyond so many different texts the rest is sent unnamed: no connection keeps more plans than that. */
const mostNames = 1000;

const names = new Map<string, string>();

/**
 * A pool for Kysely that names each statement with parameters, so that a connection parses and plans it once. Behind a
 * pooler in transaction mode plans do not survive: set CUASO_PREPARED=off there.
 */
export function preparingPool(pool: Pool): PostgresPool {
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>();
  const isOff = process.env['CUASO_PREPARED'] === 'off';
  return {
    options: {},
    connect: async () => {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? preparing(client, isOff);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function preparing(client: PoolClient, isOff: boolean): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]) =>
    client.query({ ...(isOff || values.length === 0 ? {} : { name: nameOf(text) }), text, values: [...values] });
  return { query, release: (destroy?: boolean) => client.release(destroy) } as unknown as PostgresPoolClient;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}
