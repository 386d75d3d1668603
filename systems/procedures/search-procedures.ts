import { dayOf } from '@cuaso/kernel/clock.ts';
import type { Limit } from '@cuaso/kernel/deadline.ts';
import { describeLimit } from '@cuaso/kernel/explain-deadline.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { findDocuments } from '@cuaso/platform/search/find-documents.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const mostFound = 500;

/** Finds procedures by words with or without tones, with typing mistakes, narrowed by field, level, agency, online level. */
export const searchProcedures = query({
  name: 'procedures.search-procedures',
  summary: 'Tìm thủ tục hành chính',
  input: z.strictObject({
    q: z.string().max(200).default(''),
    fieldCode: z.string().max(60).optional(),
    level: z.enum(['province', 'district', 'commune']).optional(),
    agencyId: uuid.optional(),
    onlineLevel: z.int().min(1).max(4).optional(),
    fileable: z.boolean().default(false),
    limit: z.int().min(1).max(100).default(20),
    offset: z.int().min(0).max(10_000).default(0),
  }),
  output: z.strictObject({
    total: z.int(),
    corrected: z.string().nullable(),
    rows: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        fieldCode: z.string(),
        fieldName: z.string(),
        levels: z.array(z.string()),
        agencyName: z.string().nullable(),
        onlineLevel: z.int(),
        /** In force here; or only listed: another body executes it, or an officer has to set its limit. */
        status: z.enum(['in_force', 'other_body', 'limit_unknown']),
        limitText: z.string(),
        filesOnline: z.boolean(),
      }),
    ),
  }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  run: async (ctx, input) => {
    const today = dayOf(ctx.now);
    const searching = input.q.trim() !== '';
    const { refs, corrected } = searching
      ? await findDocuments(ctx, 'procedures', input.q, mostFound)
      : { refs: [], corrected: null };
    const found = await sql<Row>`
      with entry as (
        select v.procedure_code as code, v.name, v.field_code, v.levels, v.agency_id, a.name as "agencyName",
          v.online_level as "onlineLevel", v.definition_id, 'in_force' as status
        from procedures.version v
        left join directory.agency_version a on a.agency_id = v.agency_id and a.valid @> ${today}::date
        where v.valid @> ${today}::date
        union all
        select l.code, l.name, l.field_code, l.levels, null, nullif(l.agency_text, ''), 2, null, l.reason
        from procedures.listed l
        where not exists (select from procedures.version v where v.procedure_code = l.code and v.valid @> ${today}::date)
      )
      select e.code, e.name, e.field_code as "fieldCode", f.name as "fieldName", e.levels, e."agencyName", e."onlineLevel",
        e.status, coalesce(d.content -> 'channels', '[]') as channels, e.total
      from (select e.*, count(*) over ()::int as total from entry e
        where true ${searching ? sql`and e.code = any(${refs})` : sql``}
          ${input.fileable ? sql`and e.status = 'in_force'` : sql``}
          ${input.fieldCode === undefined ? sql`` : sql`and e.field_code = ${input.fieldCode}`}
          ${input.level === undefined ? sql`` : sql`and ${input.level} = any(e.levels)`}
          ${input.agencyId === undefined ? sql`` : executedBy(input.agencyId)}
          ${input.onlineLevel === undefined ? sql`` : sql`and e."onlineLevel" = ${input.onlineLevel}`}
        order by ${order(searching, refs)} limit ${input.limit} offset ${input.offset}) e
      join procedures.field f on f.code = e.field_code
      left join cases.definition d on d.id = e.definition_id
      order by ${order(searching, refs)}`.execute(ctx.tx);
    const rows = found.rows.map(({ total: _, channels, ...row }) => ({
      ...row,
      limitText: channels[0] === undefined ? '' : describeLimit(channels[0].limit),
      filesOnline: channels.some((one) => one.channel === 'online'),
    }));
    return { total: found.rows[0]?.total ?? 0, corrected, rows };
  },
});

function executedBy(agencyId: string) {
  return sql`and (e.agency_id = ${agencyId} or exists (select from directory.agency g
    where g.id = ${agencyId} and e.status = 'in_force' and g.level <> 'province' and g.level = any(e.levels)))`;
}

function order(searching: boolean, refs: readonly string[]) {
  return searching
    ? sql`array_position(${refs}, e.code)`
    : sql`e.status = 'in_force' desc, e.name collate "vi-x-icu", e.code`;
}

type Row = {
  code: string;
  name: string;
  fieldCode: string;
  fieldName: string;
  levels: string[];
  agencyName: string | null;
  onlineLevel: number;
  status: 'in_force' | 'other_body' | 'limit_unknown';
  channels: { channel: string; limit: Limit }[];
  total: number;
};
