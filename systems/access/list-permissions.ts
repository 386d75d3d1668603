import { dayOf } from '@cuaso/kernel/clock.ts';
import { dutyTitles, duties } from '@cuaso/platform/directory/province.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { confidentialityField, confidentialityTitles, reachField, reachTitles } from './fields.ts';

const roleSchema = z.strictObject({
  duty: z.enum(duties),
  reach: reachField,
  confidentiality: confidentialityField,
});
const rowSchema = z.strictObject({
  permission: z.string(),
  title: z.string(),
  system: z.string(),
  systemTitle: z.string(),
  positions: z.int(),
  roles: z.array(roleSchema),
});
const titlesSchema = z.record(z.string(), z.string());

/** The permission screen: each permission with the duties that usually get it, how far, and how many positions hold it now. */
export const listPermissions = query({
  name: 'access.list-permissions',
  summary: 'Danh mục quyền theo nhiệm vụ và phạm vi',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(rowSchema),
    titles: z.strictObject({ duty: titlesSchema, reach: titlesSchema, confidentiality: titlesSchema }),
  }),
  access: { permission: 'access.view' },
  run: async (ctx) => {
    const found = await sql<z.infer<typeof rowSchema>>`
      select p.name as permission, p.title, p.system, p.system_title as "systemTitle", coalesce(g.positions, 0)::int as positions,
        coalesce((select jsonb_agg(jsonb_build_object('duty', r.duty, 'reach', r.reach, 'confidentiality', r.confidentiality)
          order by r.duty) from access.role r where r.permission = p.name), '[]') as roles
      from access.permission p
      left join (select permission, count(*) as positions from access.grant
        where valid @> ${dayOf(ctx.now)}::date group by permission) g on g.permission = p.name
      where p.is_in_use order by p.system_title, p.name`.execute(ctx.tx);
    const titles = { duty: dutyTitles, reach: reachTitles, confidentiality: confidentialityTitles };
    return { rows: found.rows, titles };
  },
});
