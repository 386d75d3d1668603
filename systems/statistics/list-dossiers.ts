import { dayOf } from '@cuaso/kernel/clock.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { measureCondition, measures, sliceCondition, sliceInput } from './measures.ts';
import { requirePeriod } from './period.ts';

/** The dossiers behind a figure, as far as the officer's reach goes; `hidden` says how many lie outside it. */
export const listDossiers = query({
  name: 'statistics.list-dossiers',
  summary: 'Danh sách hồ sơ sau một số liệu',
  input: z.strictObject({
    ...sliceInput,
    measure: z.enum(measures),
    limit: z.int().min(1).max(1000).default(50),
    offset: z.int().min(0).max(1_000_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    hidden: z.int(),
    rows: z.array(
      z.strictObject({
        id: z.string(),
        code: z.string(),
        procedureName: z.string(),
        agencyName: z.string(),
        channel: z.string(),
        acceptedAt: z.string(),
        dueAt: z.string().nullable(),
        readyAt: z.string().nullable(),
        timeliness: z.string().nullable(),
        state: z.string(),
      }),
    ),
  }),
  access: { permission: 'statistics.view' },
  sees: (output) => [{ relation: 'cases.dossier', keys: output.rows.map((row) => row.id) }],
  run: async (ctx, input) => {
    requirePeriod(input);
    const where = sql`${sliceCondition(input)} and ${measureCondition(input.measure, input, ctx.now)}`;
    const reach = visible(ctx.actor, 'statistics.view', {
      agency: 'd.agency_id',
      unit: 'd.unit_id',
      official: 'd.official_id',
    });
    const counted = await sql<{ total: number; inReach: number }>`select count(*)::int as total,
      count(*) filter (where ${reach})::int as "inReach" from cases.dossier d where ${where}`.execute(ctx.tx);
    const { total = 0, inReach = 0 } = counted.rows[0] ?? {};
    const found = await sql<Row>`
      select d.id, d.code, d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName", d.channel,
        d.accepted_at as "acceptedAt", d.due_at as "dueAt", d.ready_at as "readyAt", d.timeliness, d.state
      from cases.dossier d
      left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${dayOf(ctx.now)}::date
      where ${where} and ${reach} order by d.accepted_at, d.id limit ${input.limit} offset ${input.offset}`.execute(
      ctx.tx,
    );
    const rows = found.rows.map((row) => ({
      ...row,
      acceptedAt: row.acceptedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      readyAt: row.readyAt?.toISOString() ?? null,
    }));
    return { total: inReach, hidden: total - inReach, rows };
  },
});

type Row = {
  id: string;
  code: string;
  procedureName: string;
  agencyName: string;
  channel: string;
  acceptedAt: Date;
  dueAt: Date | null;
  readyAt: Date | null;
  timeliness: string | null;
  state: string;
};
