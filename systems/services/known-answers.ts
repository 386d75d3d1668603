import { formatDate } from '@cuaso/kernel/vietnamese.ts';
import { getDefinition } from '@cuaso/platform/cases/definition-store.ts';
import type { Definition, FormField } from '@cuaso/platform/cases/definition.ts';
import type { Applicant } from '@cuaso/platform/cases/events.ts';
import { schemaOf } from '@cuaso/platform/cases/question-schema.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { requireFiler } from './filing.ts';

/** What is filled in beforehand, and where it is known from. */
export const knownSchema = z.strictObject({ value: z.unknown(), source: z.string() });
/** Something known. */
export type Known = z.infer<typeof knownSchema>;

/** What is known of the caller: by `answers.<key>` for questions and `contact.<name>` for how to be reached. */
export async function loadKnown(
  ctx: Context,
  definition: Definition,
  behalf: Record<string, unknown>,
): Promise<Record<string, Known>> {
  const filer = requireFiler(ctx);
  const account = await loadAccount(ctx, filer.accountId);
  const earlier = await loadEarlier(ctx, filer.accountId, filer.number);
  const fromAccount = (value: string | undefined) => knownOf(value, 'Tài khoản của ông/bà');
  const last = earlier.find((one) => one.applicant.address !== '');
  const born = earlier.find((one) => one.applicant.bornOn !== undefined);
  const known: Record<string, Known | undefined> = {
    'contact.phone': fromAccount(account.phone),
    'contact.email': fromAccount(account.email),
    'contact.address': last && knownOf(last.applicant.address, last.source),
  };
  if (behalf['for'] === 'self') known['contact.bornOn'] = born && knownOf(born.applicant.bornOn, born.source);
  const person = { ...known, ...personOf(filer, behalf, fromAccount) };
  for (const question of definition.sections.flatMap((section) => (section.repeat ? [] : section.fields))) {
    known[`answers.${question.key}`] = await answerOf(ctx, question, person, behalf['for'] === 'self' ? earlier : []);
  }
  return Object.fromEntries(Object.entries(known).filter((entry): entry is [string, Known] => entry[1] !== undefined));
}

type Earlier = { definitionId: string; answers: Record<string, unknown>; applicant: Applicant; source: string };

function knownOf(value: unknown, source: string): Known | undefined {
  return value === undefined || value === '' ? undefined : { value, source };
}

/** Name and number of who the dossier is for: of the account, or as they were just typed. */
function personOf(
  filer: { name: string; number: string },
  behalf: Record<string, unknown>,
  fromAccount: (value: string | undefined) => Known | undefined,
): Record<string, Known | undefined> {
  if (behalf['for'] === 'self') {
    return { 'applicant.name': fromAccount(filer.name), 'applicant.number': fromAccount(filer.number) };
  }
  const source = 'Phần “Nộp cho ai”';
  return { 'applicant.name': knownOf(behalf['name'], source), 'applicant.number': knownOf(behalf['number'], source) };
}

const ofApplicant: Readonly<Record<string, string>> = {
  applicant_name: 'applicant.name',
  applicant_number: 'applicant.number',
  applicant_born_on: 'contact.bornOn',
  applicant_address: 'contact.address',
  applicant_phone: 'contact.phone',
  applicant_email: 'contact.email',
};

/** The known answer to a question that says where it may be known from; one that would not be right is left out. */
async function answerOf(
  ctx: Context,
  question: FormField,
  person: Record<string, Known | undefined>,
  earlier: readonly Earlier[],
): Promise<Known | undefined> {
  if (question.knownFrom === undefined) return undefined;
  const found =
    question.knownFrom === 'earlier_answer'
      ? await earlierAnswer(ctx, question, earlier, person['applicant.number']?.value)
      : person[ofApplicant[question.knownFrom] ?? ''];
  if (found === undefined) return undefined;
  const value = question.type === 'address' && typeof found.value === 'string' ? { line: found.value } : found.value;
  return schemaOf(question).safeParse(value).success ? { ...found, value } : undefined;
}

/** The last answer of a dossier about the same person: one may have filed about a child, a husband, a mother. */
async function earlierAnswer(
  ctx: Context,
  question: FormField,
  earlier: readonly Earlier[],
  number: unknown,
): Promise<Known | undefined> {
  for (const { definitionId, answers, source } of earlier) {
    const value = answers[question.key];
    if (value === undefined) continue;
    const asked = (await getDefinition(ctx, definitionId)).sections.flatMap((section) => section.fields);
    const about = asked.find((one) => one.knownFrom === 'applicant_number');
    if (about !== undefined && answers[about.key] !== number) continue;
    if (asked.some((one) => one.key === question.key && one.type === question.type)) return { value, source };
  }
  return undefined;
}

async function loadAccount(ctx: Context, accountId: string): Promise<{ phone: string; email: string }> {
  const found = await sql<{ phone: string; email: string }>`
    select phone, email from identity.account where id = ${accountId}`.execute(ctx.tx);
  return found.rows[0] ?? { phone: '', email: '' };
}

/** The newest own dossiers, filed by the person for himself. */
async function loadEarlier(ctx: Context, accountId: string, number: string): Promise<Earlier[]> {
  const found = await sql<Omit<Earlier, 'source'> & { code: string; submittedAt: Date }>`
    select code, submitted_at as "submittedAt", definition_id as "definitionId", folded -> 'answers' as answers,
      folded -> 'applicant' as applicant
    from cases.dossier where account_id = ${accountId} and applicant_number = ${number} and confidentiality <> 'restricted'
    order by submitted_at desc, id limit 20`.execute(ctx.tx);
  return found.rows.map(({ code, submittedAt, ...row }) => ({
    ...row,
    source: `Hồ sơ ${code} nộp ngày ${formatDate(submittedAt)}`,
  }));
}
