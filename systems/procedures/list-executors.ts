import { dayOf } from '@cuaso/kernel/clock.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const executorSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  level: z.enum(['province', 'district', 'commune']),
  parentName: z.string().nullable(),
  procedures: z.int(),
});

/** The agencies that execute procedures, with how many each: a department its own, below the province all of the level. */
export const listExecutors = query({
  name: 'procedures.list-executors',
  summary: 'Cơ quan giải quyết và số thủ tục',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(executorSchema) }),
  access: { everyone: 'Decree 63/2010: the catalogue of procedures is public' },
  isolation: 'statement',
  run: async (ctx) => {
    const today = dayOf(ctx.now);
    const found = await sql<z.infer<typeof executorSchema>>`
      with own as (
        select agency_id as id, count(*)::int as n from procedures.version
        where valid @> ${today}::date and 'province' = any(levels) group by 1
      ), below as (
        select l as level, count(*)::int as n from procedures.version v, unnest(v.levels) l
        where v.valid @> ${today}::date and l <> 'province' group by 1
      )
      select g.id, a.name, g.level, case when g.level = 'commune' then p.name end as "parentName",
        coalesce(own.n, below.n) as procedures
      from directory.agency g join directory.agency_version a on a.agency_id = g.id and a.valid @> ${today}::date
      left join directory.agency_version p on p.agency_id = a.parent_id and p.valid @> ${today}::date
      left join own on own.id = g.id and g.level = 'province'
      left join below on below.level = g.level
      where coalesce(own.n, below.n) > 0
      order by g.level <> 'province', g.level <> 'district', p.name collate "vi-x-icu", a.name collate "vi-x-icu", g.id`.execute(
      ctx.tx,
    );
    return { rows: found.rows };
  },
});
