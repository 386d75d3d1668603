import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { type Applicant, applicantSchema, type PaperIn, paperInSchema } from '@cuaso/platform/cases/events.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { z } from 'zod';

const paperOnLine = paperInSchema.omit({ originals: true, copies: true });

/** What a person sends to file on line; name and number are those of the account. */
export const filingInput = z.strictObject({
  procedureCode: z.string().max(40),
  agencyId: uuid,
  applicant: applicantSchema.omit({ kind: true, name: true, number: true }),
  papers: z.array(paperOnLine).max(100).default([]),
  answers: z.record(z.string().max(60), z.unknown()),
  subject: shortText(500).or(z.literal('')).default(''),
});

/** Who files: kind, name and number of the account. */
export function requireFiler(ctx: Context): Pick<Applicant, 'kind' | 'name' | 'number'> & { accountId: string } {
  if (ctx.actor.kind !== 'person') fail('denied', 'services.only_people');
  const { audience: kind, name, number, accountId } = ctx.actor;
  return { kind, name, number, accountId };
}

/** Papers that come as files: nothing on paper. */
export function papersOf(papers: readonly z.infer<typeof paperOnLine>[]): PaperIn[] {
  return papers.map((paper) => ({ ...paper, originals: 0, copies: 0 }));
}
