import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { completionOf, completionSchema } from './lookup-dossier.ts';
import { type AskingPerson, findLookup, lookupToken, personOf } from './lookup-ticket.ts';
import { loadWhereabouts, whereaboutsSchema } from './whereabouts.ts';

const pageSize = 10;

const rowSchema = z.strictObject({
  code: z.string(),
  completion: completionSchema,
  procedureName: z.string(),
  agencyName: z.string(),
  submittedAt: z.string(),
  dueAt: z.string().nullable(),
  readyAt: z.string().nullable(),
  ...whereaboutsSchema.shape,
});

/**
 * The dossiers of who has proved to have the telephone on them: what everybody may see of a dossier with its paper, no names.
 * What is restricted is shown to nobody this way.
 */
export const listLookedUp = query({
  name: 'services.list-looked-up',
  summary: 'Xem các hồ sơ đã mở bằng mã dùng một lần',
  input: z.strictObject({ token: lookupToken, page: z.int().min(1).max(1000).default(1) }),
  output: z.strictObject({
    isOpen: z.boolean(),
    expiresAt: z.string().nullable(),
    /** The end of the telephone number or address, to know it again. */
    contactEnd: z.string(),
    rows: z.array(rowSchema),
    total: z.int(),
    pageSize: z.int(),
  }),
  access: { everyone: 'the token is given for the code sent to the telephone on the dossiers' },
  limits: { callsPerMinute: 60 },
  secret: true,
  run: async (ctx, { token, page }) => {
    const row = await findLookup(ctx, { token }, 'look');
    if (row === undefined || row.openedAt === null || row.expiresAt <= ctx.now) {
      return { isOpen: false, expiresAt: null, contactEnd: '', rows: [], total: 0, pageSize };
    }
    const person = personOf(ctx, row);
    const where = whoseDossiers(person);
    const counted = await sql<{ count: string }>`select count(*) from cases.dossier d where ${where}`.execute(ctx.tx);
    const rows = await loadWhereabouts(
      ctx,
      where,
      sql`order by d.submitted_at desc, d.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
    );
    return {
      isOpen: true,
      expiresAt: row.expiresAt.toISOString(),
      contactEnd: person.phone === '' ? endOfEmail(person.email) : person.phone.slice(-3),
      rows: rows.map((one) => ({
        code: one.code,
        completion: completionOf(one.state),
        procedureName: one.procedureName,
        agencyName: one.agencyName,
        submittedAt: one.submittedAt.toISOString(),
        dueAt: one.dueAt?.toISOString() ?? null,
        readyAt: one.readyAt?.toISOString() ?? null,
        ...one.whereabouts,
      })),
      total: Number(counted.rows[0]?.count ?? 0),
      pageSize,
    };
  },
});

/** Only dossiers with the telephone or address that was proved: of a number alone nothing is shown. */
function whoseDossiers({ number, phone, email }: AskingPerson) {
  const contact =
    phone === ''
      ? sql`d.folded -> 'applicant' ->> 'email' = ${email}`
      : sql`d.folded -> 'applicant' ->> 'phone' = ${phone} and d.folded -> 'applicant' ->> 'phone' <> ''`;
  const whose = number === '' ? sql`` : sql`and d.applicant_number = ${number} and d.applicant_number <> ''`;
  return sql`${contact} ${whose} and d.confidentiality <> 'restricted'`;
}

function endOfEmail(email: string): string {
  return email.slice(email.lastIndexOf('@'));
}
