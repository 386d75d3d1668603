import { withoutDiacritics } from '@cuaso/kernel/vietnamese.ts';
import { visible } from '@cuaso/platform/access/access.ts';
import { type Applicant, applicantSchema } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { sql } from 'kysely';
import { z } from 'zod';

const foundSchema = z.strictObject({
  applicant: applicantSchema,
  /** Where it is known from: the last dossier, or the person's own account. */
  source: z.enum(['dossier', 'account']),
  id: z.string(),
  lastSeenAt: z.string(),
});
type Found = z.infer<typeof foundSchema>;

const mostFound = 10;

/** Finds an applicant by number or name: in earlier dossiers within the clerk's reach, and by the exact number in accounts. */
export const findApplicant = query({
  name: 'onestop.find-applicant',
  summary: 'Tìm người nộp đã biết theo số giấy tờ hoặc họ tên',
  input: z.strictObject({ search: z.string().trim().min(3, { error: 'Hãy gõ ít nhất 3 ký tự.' }).max(150) }),
  output: z.strictObject({ rows: z.array(foundSchema) }),
  access: { permission: 'onestop.receive' },
  sees: (output) =>
    (['dossier', 'account'] as const).map((source) => ({
      relation: source === 'dossier' ? 'cases.dossier' : 'identity.account',
      keys: output.rows.filter((row) => row.source === source).map((row) => row.id),
    })),
  run: async (ctx, input) => {
    const number = input.search.replace(/[\s.]/g, '');
    const isNumber = /^\d{3,13}(-\d{3})?$/.test(number);
    const fromDossiers = await findInDossiers(ctx, isNumber ? { number } : { name: input.search });
    const known = new Set(fromDossiers.map((row) => row.applicant.number));
    const fromAccounts = isNumber ? await findInAccounts(ctx, number) : [];
    return { rows: [...fromDossiers, ...fromAccounts.filter((row) => !known.has(row.applicant.number))] };
  },
});

async function findInDossiers(ctx: Context, by: { number: string } | { name: string }): Promise<Found[]> {
  const reach = visible(ctx.actor, 'onestop.receive', {
    agency: 'd.agency_id',
    unit: 'd.unit_id',
    official: 'd.official_id',
    confidentiality: 'd.confidentiality',
  });
  // The search column is indexed but holds more than the name; the second condition keeps to the name.
  const matches =
    'number' in by
      ? sql`d.applicant_number = ${by.number}`
      : sql.join(
          wordsOf(by.name).map(
            (word) => sql`d.search like ${word} and database.without_diacritics(d.applicant_name) like ${word}`,
          ),
          sql` and `,
        );
  const found = await sql<{ id: string; applicant: Applicant; lastSeenAt: Date }>`
    select id, applicant, "lastSeenAt" from (
      select distinct on (d.applicant_number, d.applicant_name) d.id, d.folded -> 'applicant' as applicant,
        d.submitted_at as "lastSeenAt"
      from cases.dossier d where ${reach} and ${matches}
      order by d.applicant_number, d.applicant_name, d.submitted_at desc) x
    order by "lastSeenAt" desc, id limit ${mostFound}`.execute(ctx.tx);
  return found.rows.map((row) => ({ ...row, source: 'dossier' as const, lastSeenAt: row.lastSeenAt.toISOString() }));
}

async function findInAccounts(ctx: Context, number: string): Promise<Found[]> {
  const found = await sql<Account>`
    select id, kind, login as number, name, phone, email, created_at as "createdAt" from identity.account
    where login = ${number} and kind in ('citizen', 'business') and status = 'active'`.execute(ctx.tx);
  return found.rows.map(({ id, createdAt, ...person }) => ({
    id,
    applicant: { ...person, address: '' },
    source: 'account' as const,
    lastSeenAt: createdAt.toISOString(),
  }));
}

type Account = {
  id: string;
  kind: 'citizen' | 'business';
  number: string;
  name: string;
  phone: string;
  email: string;
  createdAt: Date;
};

function wordsOf(name: string): string[] {
  const words = withoutDiacritics(name).toLowerCase().trim().split(/\s+/).filter(Boolean);
  return words.slice(0, 8).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
