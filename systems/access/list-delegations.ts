import { dayOf } from '@cuaso/kernel/clock.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { pageFields } from './fields.ts';

const rowSchema = z.strictObject({
  delegationId: z.string(),
  positionId: z.string(),
  positionTitle: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  holderId: z.string(),
  holderName: z.string(),
  officialId: z.string(),
  officialName: z.string(),
  reason: z.string(),
  from: z.string(),
  to: z.string(),
  revokedAt: z.string().nullable(),
  state: z.enum(['coming', 'in_force', 'over', 'revoked']),
});
type Row = z.infer<typeof rowSchema>;
type Stored = Omit<Row, 'from' | 'to' | 'revokedAt' | 'state' | 'unitName' | 'agencyName'> & {
  unitName: string | null;
  agencyName: string | null;
  from: Date;
  to: Date;
  revokedAt: Date | null;
};

/** Delegations that one gave or got, and with access.view those of the officials in its reach; the newest first. */
export const listDelegations = query({
  name: 'access.list-delegations',
  summary: 'Danh sách ủy quyền',
  input: z.strictObject({ show: z.enum(['open', 'all']).default('open'), ...pageFields }),
  output: z.strictObject({ total: z.int(), rows: z.array(rowSchema) }),
  access: {
    signedIn: 'official',
    because: 'everybody sees what he gave or got; more only within the reach of access.view',
  },
  run: async (ctx, input) => {
    const own = ctx.actor.kind === 'official' ? ctx.actor.officialId : null;
    const within = visible(ctx.actor, 'access.view', {
      agency: 'u.agency_id',
      unit: 'p.unit_id',
      official: 'd.holder_id',
    });
    const from = sql`from access.delegation d
      join directory.position p on p.id = d.position_id
      join directory.unit u on u.id = p.unit_id
      where (d.holder_id = ${own}::uuid or d.official_id = ${own}::uuid or ${within})
        ${input.show === 'all' ? sql`` : sql`and d.revoked_at is null and upper(d.valid) > ${ctx.now}::timestamptz`}`;
    const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(ctx.tx);
    const found = await sql<Stored>`
      select x."delegationId", x."positionId", x."positionTitle", v.name as "unitName", av.name as "agencyName", x."holderId",
        h.name as "holderName", x."officialId", o.name as "officialName", x.reason, x."from", x."to", x."revokedAt"
      from (
        select d.id as "delegationId", p.id as "positionId", p.title as "positionTitle", p.unit_id, u.agency_id, d.holder_id as "holderId",
          d.official_id as "officialId", d.reason, lower(d.valid) as "from", upper(d.valid) as "to", d.revoked_at as "revokedAt"
        ${from} order by lower(d.valid) desc, d.id limit ${input.limit} offset ${input.offset}
      ) x
      join directory.official h on h.id = x."holderId"
      join directory.official o on o.id = x."officialId"
      left join directory.unit_version v on v.unit_id = x.unit_id and v.valid @> ${dayOf(ctx.now)}::date
      left join directory.agency_version av on av.agency_id = x.agency_id and av.valid @> ${dayOf(ctx.now)}::date
      order by x."from" desc, x."delegationId"`.execute(ctx.tx);
    return { total: counted.rows[0]?.total ?? 0, rows: found.rows.map((row) => shown(row, ctx.now)) };
  },
});

function shown(row: Stored, now: Date): Row {
  return {
    ...row,
    unitName: row.unitName ?? '',
    agencyName: row.agencyName ?? '',
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    state: stateOf(row, now),
  };
}

function stateOf({ from, to, revokedAt }: Stored, now: Date): Row['state'] {
  if (revokedAt !== null) return 'revoked';
  if (to <= now) return 'over';
  return from > now ? 'coming' : 'in_force';
}
