import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { checkApplicant, fileDossier as openFiling } from '../onestop/public.ts';
import { filingInput, papersOf, requireFiler } from './filing.ts';

/** A citizen or business files on line; the one-stop desk of the agency then accepts (Decree 61/2018, art. 16–17). */
export const fileDossier = command({
  name: 'services.file-dossier',
  summary: 'Nộp hồ sơ trực tuyến',
  input: filingInput,
  output: z.strictObject({
    dossierId: z.string(),
    code: z.string(),
    secret: z.string(),
    seq: z.int(),
    paymentId: z.string().nullable(),
  }),
  access: { signedIn: 'person', because: 'a person files for himself, with the name and number of the account' },
  run: async (ctx, input) => {
    const { accountId, ...filer } = requireFiler(ctx);
    const dossier = await openFiling(ctx, {
      ...input,
      channel: 'online',
      papers: papersOf(input.papers),
      applicant: checkApplicant({ ...input.applicant, ...filer }),
      accountId,
    });
    const { id: dossierId, code, secret, seq, paymentId } = dossier;
    return { dossierId, code, secret, seq, paymentId };
  },
});
