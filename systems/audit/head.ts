import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const headSchema = z.strictObject({
  number: z.int(),
  /** Empty as long as nothing is sealed. */
  hash: z.string(),
  sealedAt: z.string().nullable(),
  sealed: z.int(),
});
type Stored = { number: number; hash: string; sealedAt: Date; sealed: number };

/** The hash of the newest sealed batch and how many entries are sealed; who keeps it can later show a change. */
export const head = query({
  name: 'audit.head',
  summary: 'Mã băm mới nhất của nhật ký',
  input: z.strictObject({}),
  output: headSchema,
  access: { everyone: 'a hash tells nothing of what it covers, and the more people keep it the less can be changed' },
  isolation: 'statement',
  run: async (ctx) => {
    const found = await sql<Stored>`select number, hash, sealed_at as "sealedAt", sealed from audit.head()`.execute(
      ctx.tx,
    );
    const row = found.rows[0];
    if (row === undefined) return { number: 0, hash: '', sealedAt: null, sealed: 0 };
    return { ...row, sealedAt: row.sealedAt.toISOString() };
  },
});
