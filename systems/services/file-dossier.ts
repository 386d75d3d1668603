import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import { applicantSchema, paperInSchema } from '@cuaso/platform/cases/events.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { checkApplicant, fileDossier as openFiling } from '../onestop/public.ts';

/** A citizen or business files on line; the one-stop desk of the agency then accepts (Decree 61/2018, art. 16–17). */
export const fileDossier = command({
  name: 'services.file-dossier',
  summary: 'Nộp hồ sơ trực tuyến',
  input: z.strictObject({
    procedureCode: z.string().max(40),
    agencyId: uuid,
    applicant: applicantSchema.omit({ kind: true, name: true, number: true }),
    papers: z
      .array(paperInSchema.omit({ originals: true, copies: true }))
      .max(100)
      .default([]),
    answers: z.record(z.string().max(60), z.unknown()),
    subject: shortText(500).or(z.literal('')).default(''),
  }),
  output: z.strictObject({ dossierId: z.string(), code: z.string(), secret: z.string(), seq: z.int() }),
  access: { signedIn: 'person', because: 'a person files for himself, with the name and number of the account' },
  run: async (ctx, input) => {
    if (ctx.actor.kind !== 'person') fail('denied', 'services.only_people');
    const { audience, name, number, accountId } = ctx.actor;
    const dossier = await openFiling(ctx, {
      ...input,
      channel: 'online',
      papers: input.papers.map((paper) => ({ ...paper, originals: 0, copies: 0 })),
      applicant: checkApplicant({ ...input.applicant, kind: audience, name, number }),
      accountId,
    });
    return { dossierId: dossier.id, code: dossier.code, secret: dossier.secret, seq: dossier.seq };
  },
});
