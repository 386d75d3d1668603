import { shortText, uuid } from '@cuaso/kernel/fields.ts';
import { append } from '@cuaso/platform/cases/dossier.ts';
import { applicantSchema, paperInSchema } from '@cuaso/platform/cases/events.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { actedOf, actedSchema } from './act.ts';
import { checkApplicant } from './applicant.ts';
import { acceptanceOf, fileDossier } from './intake.ts';
import { sealFormsOf } from './seal-forms.ts';

/** Takes in a complete dossier at the counter or from the post: number, receipt and promise (Decree 61/2018, art. 17). */
export const takeInDossier = command({
  name: 'onestop.take-in-dossier',
  summary: 'Tiếp nhận hồ sơ tại quầy hoặc qua bưu chính',
  input: z.strictObject({
    procedureCode: z.string().max(40),
    agencyId: uuid,
    channel: z.enum(['counter', 'post']).default('counter'),
    applicant: applicantSchema,
    papers: z.array(paperInSchema).max(100),
    answers: z.record(z.string().max(60), z.unknown()).default({}),
    subject: shortText(500).or(z.literal('')).default(''),
  }),
  output: actedSchema.extend({ secret: z.string(), paymentId: z.string().nullable() }),
  access: { permission: 'onestop.receive', of: (_, input) => Promise.resolve({ agencyId: input.agencyId }) },
  run: async (ctx, input) => {
    const applicant = checkApplicant(input.applicant);
    const dossier = await fileDossier(ctx, { ...input, applicant, accountId: null });
    const acceptance = [await acceptanceOf(ctx, dossier)];
    const accepted = await append(ctx, dossier, acceptance);
    await sealFormsOf(ctx, accepted, acceptance);
    return { ...actedOf(accepted), secret: dossier.secret, paymentId: dossier.paymentId };
  },
});
