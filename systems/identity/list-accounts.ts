import { dayOf } from '@cuaso/kernel/clock.ts';
import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const kinds = ['official', 'citizen', 'business'] as const;
const statuses = ['active', 'locked', 'closed'] as const;

const accountSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(kinds),
  login: z.string(),
  name: z.string(),
  status: z.enum(statuses),
  assurance: z.enum(['declared', 'checked', 'national_id']),
  lockedUntil: z.iso.datetime().nullable(),
  hasSecondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
});

/** The accounts that the caller manages, by login, a page at a time; `next` is the `after` of the page that follows. */
export const listAccounts = query({
  name: 'identity.list-accounts',
  summary: 'Danh sách tài khoản',
  input: z.strictObject({
    search: z.string().max(200).default(''),
    kind: z.enum(kinds).optional(),
    status: z.enum(statuses).optional(),
    after: z
      .string()
      .regex(/^[A-Z0-9._-]{3,40} [0-9a-f-]{36}$/)
      .optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.strictObject({ items: z.array(accountSchema), next: z.string().nullable() }),
  access: { permission: 'identity.manage' },
  sees: (output) => [{ relation: 'identity.account', keys: output.items.map((item) => item.id) }],
  run: async (ctx, input) => {
    const words = withoutDiacritics(input.search).toLowerCase().trim().split(/\s+/).filter(Boolean);
    const seen = visible(ctx.actor, 'identity.manage', {
      agency: 'x.agency_id',
      unit: 'x.unit_id',
      official: 'x.official_id',
    });
    const found = await sql<Row>`
      select a.id, a.kind, a.login, a.name, a.status, a.assurance, a.locked_until as "lockedUntil", a.created_at as "createdAt",
        exists (select from identity.totp t where t.account_id = a.id and t.confirmed_at is not null)
          or exists (select from identity.passkey p where p.account_id = a.id) as "hasSecondFactor"
      from identity.account a
      where ${afterOf(input.after)} ${input.kind === undefined ? sql`` : sql`and a.kind = ${input.kind}`}
        ${input.status === undefined ? sql`` : sql`and a.status = ${input.status}`}
        ${sql.join(
          words.map((word) => sql`and a.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
          sql` `,
        )}
        and exists (select from (
          select u.agency_id, u.id as unit_id, a.official_id
          from directory.appointment ap join directory.position p on p.id = ap.position_id join directory.unit u on u.id = p.unit_id
          where ap.official_id = a.official_id and ap.valid @> ${dayOf(ctx.now)}::date
          union all
          select (select id from directory.agency where kind = 'province_committee' order by id limit 1), null, null
          where not exists (select from directory.appointment ap
            where ap.official_id = a.official_id and ap.valid @> ${dayOf(ctx.now)}::date)) x where ${seen})
      order by a.login, a.id limit ${input.limit + 1}`.execute(ctx.tx);
    const rows = found.rows.slice(0, input.limit);
    const more = found.rows.length > input.limit;
    const last = rows.at(-1);
    return { items: rows.map(inWords), next: more && last ? `${last.login} ${last.id}` : null };
  },
});

function afterOf(after: string | undefined) {
  const [login, id] = after?.split(' ') ?? [];
  return login === undefined ? sql`true` : sql`(a.login, a.id) > (${login}, ${id}::uuid)`;
}

type Row = Omit<z.infer<typeof accountSchema>, 'lockedUntil' | 'createdAt'> & {
  lockedUntil: Date | null;
  createdAt: Date;
};

function inWords({ lockedUntil, createdAt, ...row }: Row): z.infer<typeof accountSchema> {
  return { ...row, lockedUntil: lockedUntil?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
