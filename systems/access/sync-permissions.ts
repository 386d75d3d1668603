import { dayOf } from '@cuaso/kernel/clock.ts';
import { grantByDuty } from '@cuaso/platform/access/grant-by-duty.ts';
import { duties } from '@cuaso/platform/directory/province.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { confidentialityField, permissionField, reachField, reaches } from './fields.ts';

const systemSchema = z.object({
  name: z.string(),
  title: z.string(),
  permissions: z.array(z.object({ name: permissionField, title: z.string() })).readonly(),
  roles: z
    .array(
      z.object({
        duty: z.string().pipe(z.enum(duties)),
        grants: z
          .array(
            z.object({
              permission: permissionField,
              reach: reachField,
              confidentiality: confidentialityField.default('normal'),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});

type Declared = z.infer<typeof systemSchema>;
type Role = { duty: string } & Declared['roles'][number]['grants'][number];

/**
 * Brings the permissions and roles that the installed systems declare into the database, and gives positions what is
 * new for their duty. Run at each start with `registry.systems`; the second time it changes nothing.
 */
export const syncPermissions = command({
  name: 'access.sync-permissions',
  summary: 'Cập nhật danh mục quyền theo các phân hệ đã cài',
  input: z.strictObject({ systems: z.array(systemSchema).readonly() }),
  output: z.strictObject({ permissions: z.int(), roles: z.int(), granted: z.int() }),
  access: { system: 'at start, from the definitions that the installed systems declare' },
  run: async (ctx, { systems }) => {
    const permissions = await writePermissions(ctx, systems);
    const changed = await writeRoles(ctx, rolesOf(systems));
    const made = changed.filter(({ isNew }) => isNew).map(({ permission }) => permission);
    const granted = made.length === 0 ? 0 : await grantByDuty(ctx.tx, dayOf(ctx.now), { permissions: made });
    return { permissions, roles: changed.length, granted };
  },
});

async function writePermissions(ctx: Context, systems: readonly Declared[]): Promise<number> {
  const rows = systems.flatMap(({ name: system, title: systemTitle, permissions }) =>
    permissions.map(({ name, title }) => ({ name, title, system, systemTitle })),
  );
  const written = await sql`
    insert into access.permission as p (name, title, system, system_title)
    select name, title, system, "systemTitle"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(name text, title text, system text, "systemTitle" text)
    on conflict (name) do update
      set title = excluded.title, system = excluded.system, system_title = excluded.system_title, is_in_use = true
      where (p.title, p.system, p.system_title, p.is_in_use)
        is distinct from (excluded.title, excluded.system, excluded.system_title, true)`.execute(ctx.tx);
  const names = rows.map(({ name }) => name);
  await sql`update access.permission set is_in_use = false where is_in_use and name <> all(${names}::text[])`.execute(
    ctx.tx,
  );
  return Number(written.numAffectedRows ?? 0n);
}

async function writeRoles(ctx: Context, roles: readonly Role[]): Promise<{ permission: string; isNew: boolean }[]> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
    as x(duty text, permission text, reach text, confidentiality text)`;
  await sql`delete from access.role r
    where not exists (select from ${given} where x.duty = r.duty and x.permission = r.permission)`.execute(ctx.tx);
  const known = await sql<{ key: string }>`select duty || ' ' || permission as key from access.role`.execute(ctx.tx);
  const before = new Set(known.rows.map(({ key }) => key));
  const written = await sql<{ duty: string; permission: string }>`
    insert into access.role as r (duty, permission, reach, confidentiality)
    select duty, permission, reach, confidentiality from ${given}
    on conflict (duty, permission) do update set reach = excluded.reach, confidentiality = excluded.confidentiality
      where (r.reach, r.confidentiality) is distinct from (excluded.reach, excluded.confidentiality)
    returning duty, permission`.execute(ctx.tx);
  return written.rows.map(({ duty, permission }) => ({ permission, isNew: !before.has(`${duty} ${permission}`) }));
}

/** One role per duty and permission; where two systems declare it, the wider reach. */
function rolesOf(systems: readonly Declared[]): Role[] {
  const roles = new Map<string, Role>();
  for (const { duty, grants } of systems.flatMap((system) => system.roles)) {
    for (const grant of grants) {
      const key = `${duty} ${grant.permission}`;
      const known = roles.get(key);
      if (known === undefined || reaches.indexOf(grant.reach) > reaches.indexOf(known.reach))
        roles.set(key, { duty, ...grant });
    }
  }
  return [...roles.values()];
}
