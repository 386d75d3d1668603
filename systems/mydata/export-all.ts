import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadToldTo, toldSchema } from '../notices/public.ts';
import { loadOrdersOf, orderOfPersonSchema } from '../payments/public.ts';
import { itemOfPersonSchema, loadItemsOf } from '../post/public.ts';
import { loadRatingsOf, ratingOfPersonSchema } from '../ratings/public.ts';
import { draftOfPersonSchema, loadDraftsOf } from '../services/public.ts';
import { dossierPartSchema, loadDossierPart } from './dossier-part.ts';
import { accountSchema, fileSchema, loadAccount, loadFiles, loadSignatures, signatureSchema } from './holdings.ts';
import { getOwner, loadOwnDossiers, mostDossiers } from './owner.ts';

/** All that the province holds about the person who asks, to take away. That it was taken is itself on record. */
export const exportAll = query({
  name: 'mydata.export-all',
  summary: 'Tải về dữ liệu mà tỉnh giữ về tôi',
  input: z.strictObject({}),
  output: z.strictObject({
    accountId: z.string(),
    madeAt: z.string(),
    /** Everything is in it; false only for a person with more dossiers than one file takes. */
    complete: z.boolean(),
    account: accountSchema,
    dossiers: z.array(dossierPartSchema),
    files: z.array(fileSchema),
    signatures: z.array(signatureSchema),
    ratings: z.array(ratingOfPersonSchema),
    drafts: z.array(draftOfPersonSchema),
    payments: z.array(orderOfPersonSchema),
    post: z.array(itemOfPersonSchema),
    told: toldSchema,
  }),
  access: { signedIn: 'person', because: 'run keeps to what is about the caller' },
  limits: { callsPerMinute: 5 },
  sees: (output) => [{ relation: 'identity.account', keys: [output.accountId] }],
  run: async (ctx) => {
    const owner = await getOwner(ctx);
    const own = await loadOwnDossiers(ctx, owner);
    const ids = own.map(({ id }) => id);
    const dossiers: z.infer<typeof dossierPartSchema>[] = [];
    for (const one of own) dossiers.push(await loadDossierPart(ctx, one));
    return {
      accountId: owner.accountId,
      madeAt: ctx.now.toISOString(),
      complete: own.length < mostDossiers,
      account: await loadAccount(ctx, owner),
      dossiers,
      files: (await loadFiles(ctx, owner, own)).map(({ id: _, ...file }) => file),
      signatures: await loadSignatures(ctx, own),
      ratings: await loadRatingsOf(ctx, ids),
      drafts: await loadDraftsOf(ctx, owner.accountId),
      payments: await loadOrdersOf(ctx, ids),
      post: await loadItemsOf(ctx, ids),
      told: await loadToldTo(ctx, owner.accountId),
    };
  },
});
