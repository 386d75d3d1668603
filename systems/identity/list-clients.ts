import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { provinceTarget } from './targets.ts';

const clientSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  validUntil: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

/** The partners' machines, the newest first, a page at a time; never a token. */
export const listClients = query({
  name: 'identity.list-clients',
  summary: 'Danh sách hệ thống đối tác',
  input: z.strictObject({
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({ total: z.int(), items: z.array(clientSchema) }),
  access: { permission: 'identity.manage', of: provinceTarget },
  run: async (ctx, { limit, offset }) => {
    const counted = await sql<{ total: number }>`select count(*)::int as total from identity.client`.execute(ctx.tx);
    const found = await sql<Row>`
      select id, name, scopes, upper(valid) as "validUntil", created_at as "createdAt", created_by as "createdBy",
        last_used_at as "lastUsedAt", revoked_at as "revokedAt"
      from identity.client order by created_at desc, id limit ${limit} offset ${offset}`.execute(ctx.tx);
    return { total: counted.rows[0]?.total ?? 0, items: found.rows.map(inWords) };
  },
});

type Instants = 'validUntil' | 'createdAt' | 'lastUsedAt' | 'revokedAt';
type Row = Omit<z.infer<typeof clientSchema>, Instants> & {
  validUntil: Date;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

function inWords({ validUntil, createdAt, lastUsedAt, revokedAt, ...row }: Row): z.infer<typeof clientSchema> {
  return {
    ...row,
    validUntil: validUntil.toISOString(),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
