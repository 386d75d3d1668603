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
      select v.procedure_code as code, v.name, v.field_code as "fieldCode", f.name as "fieldName", v.levels,
        a.name as "agencyName", v.online_level as "onlineLevel", d.content -> 'channels' as channels, count(*) over ()::int as total
      from procedures.version v join procedures.field f on f.code = v.field_code
      join cases.definition d on d.id = v.definition_id
      left join directory.agency_version a on a.agency_id = v.agency_id and a.valid @> ${today}::date
      where v.valid @> ${today}::date ${searching ? sql`and v.procedure_code = any(${refs})` : sql``}
        ${input.fieldCode === undefined ? sql`` : sql`and v.field_code = ${input.fieldCode}`}
        ${input.level === undefined ? sql`` : sql`and ${input.level} = any(v.levels)`}
        ${
          input.agencyId === undefined
            ? sql``
            : sql`and (v.agency_id = ${input.agencyId} or exists (select from directory.agency g
          where g.id = ${input.agencyId} and g.level <> 'province' and g.level = any(v.levels)))`
        }
        ${input.onlineLevel === undefined ? sql`` : sql`and v.online_level = ${input.onlineLevel}`}
      order by ${searching ? sql`array_position(${refs}, v.procedure_code)` : sql`v.name collate "vi-x-icu", v.procedure_code`}
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    const rows = found.rows.map(({ total: _, channels, ...row }) => ({
      ...row,
      limitText: channels[0] === undefined ? '' : describeLimit(channels[0].limit),
      filesOnline: channels.some((one) => one.channel === 'online'),
    }));
    return { total: found.rows[0]?.total ?? 0, corrected, rows };
  },
});

type Row = {
  code: string;
  name: string;
  fieldCode: string;
  fieldName: string;
  levels: string[];
  agencyName: string | null;
  onlineLevel: number;
  channels: { channel: string; limit: Limit }[];
  total: number;
};
