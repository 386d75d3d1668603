import { visible } from '@cuaso/platform/access/access.ts';
import { uuid } from '@cuaso/kernel/fields.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';

/** Where a key lies: a person's token, a SIM, a provider, the server's module; `test` is for demo and trials. */
export const devices = ['usb_token', 'sim', 'remote', 'hsm', 'test'] as const;
/** What may be wrong or right with a certificate today, as lists and pages say it. */
export const standings = ['usable', 'expiring', 'expired', 'not_yet', 'locked', 'returned', 'revoked'] as const;

/** A certificate as a list shows it. */
export const certificateRowSchema = z.strictObject({
  id: z.string(),
  holderKind: z.enum(['official', 'agency']),
  holderName: z.string(),
  positionTitle: z.string(),
  agencyId: z.string(),
  agencyName: z.string(),
  serial: z.string(),
  issuerName: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  device: z.enum(devices),
  standing: z.enum(standings),
  daysLeft: z.int(),
});
/** A certificate as a list shows it. */
export type CertificateRow = z.infer<typeof certificateRowSchema>;

/** What one may ask of the inventory. */
export const certificateFilter = {
  search: z.string().max(200).default(''),
  holderKind: z.enum(['official', 'agency']).optional(),
  device: z.enum(devices).optional(),
  standing: z.enum(standings).optional(),
  agencyId: uuid.optional(),
  sort: z.enum(['end', 'holder', 'newest']).default('end'),
};
type Filter = z.infer<z.ZodObject<typeof certificateFilter>>;

/** How long before its end a certificate is warned of, in days. */
export const warnedDays = 60;

/** Today's standing of a certificate, the same rule for lists, counts and pages. */
export function standingOf(ctx: Context): RawBuilder<string> {
  return sql<string>`case when c.status <> 'active' then c.status
    when c.valid_until <= ${ctx.now}::timestamptz then 'expired' when c.valid_from > ${ctx.now}::timestamptz then 'not_yet'
    when c.valid_until < ${ctx.now}::timestamptz + make_interval(days => ${warnedDays}) then 'expiring' else 'usable' end`;
}

/** The certificates that the actor may see and that fit. */
export function certificatesFrom(ctx: Context, filter: Filter): RawBuilder<unknown> {
  const words = filter.search.split(/\s+/).filter((word) => word !== '');
  const found = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    return sql`and c.search like database.without_diacritics(${pattern})`;
  });
  return sql`from signing.certificate c
    left join directory.agency_version a on a.agency_id = c.agency_id and a.valid @> ${ctx.now}::timestamptz::date
    where ${visible(ctx.actor, 'signing.view', { agency: 'c.agency_id' })} ${sql.join(found, sql` `)}
      ${filter.holderKind === undefined ? sql`` : sql`and c.holder_kind = ${filter.holderKind}`}
      ${filter.device === undefined ? sql`` : sql`and c.device = ${filter.device}`}
      ${filter.agencyId === undefined ? sql`` : sql`and c.agency_id = ${filter.agencyId}`}
      ${filter.standing === undefined ? sql`` : sql`and ${standingOf(ctx)} = ${filter.standing}`}`;
}

/** The columns of a row of the inventory. */
export function certificateColumns(ctx: Context): RawBuilder<unknown> {
  return sql`c.id, c.holder_kind as "holderKind", c.holder_name as "holderName", c.position_title as "positionTitle",
    c.agency_id as "agencyId", coalesce(a.name, '') as "agencyName", c.serial, c.issuer as "issuerName",
    to_char(c.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "validFrom",
    to_char(c.valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "validUntil", c.device,
    ${standingOf(ctx)} as standing, floor(extract(epoch from c.valid_until - ${ctx.now}::timestamptz) / 86400)::int as "daysLeft"`;
}

/** The order of the inventory: what ends first, by holder, or what came last. */
export const certificateOrder = {
  end: sql`c.valid_until, c.id`,
  holder: sql`c.holder_name collate "vi-x-icu", c.id`,
  newest: sql`c.recorded_at desc, c.id`,
} as const;
