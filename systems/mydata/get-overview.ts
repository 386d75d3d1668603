import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadToldTo } from '../notices/public.ts';
import { loadOrdersOf } from '../payments/public.ts';
import { loadItemsOf } from '../post/public.ts';
import { loadRatingsOf, ratingOfPersonSchema } from '../ratings/public.ts';
import { loadDraftsOf } from '../services/public.ts';
import { accountSchema, fileSchema, loadAccount, loadFiles, loadSignatures, signatureSchema } from './holdings.ts';
import { getOwner, loadOwnDossiers } from './owner.ts';

const shown = 20;
const listOf = <T extends z.ZodType>(row: T) => z.strictObject({ total: z.int(), rows: z.array(row) });

/** What the province holds about the person who asks, in short: the newest of each kind and how many there are. */
export const getOverview = query({
  name: 'mydata.get-overview',
  summary: 'Xem dữ liệu mà tỉnh giữ về tôi',
  input: z.strictObject({}),
  output: z.strictObject({
    accountId: z.string(),
    account: accountSchema,
    /** Dossiers from a counter are among them: the number of the account was checked. */
    byNumber: z.boolean(),
    dossiers: listOf(
      z.strictObject({
        id: z.string(),
        code: z.string(),
        procedureName: z.string(),
        /** Filed with the account, so that its page opens; one from a counter is followed by its receipt. */
        withAccount: z.boolean(),
      }),
    ),
    files: listOf(fileSchema),
    signatures: listOf(signatureSchema),
    ratings: listOf(ratingOfPersonSchema),
    /** How many there are of what has a page of its own. */
    others: z.strictObject({ drafts: z.int(), payments: z.int(), post: z.int(), notices: z.int(), devices: z.int() }),
  }),
  access: { signedIn: 'person', because: 'run keeps to what is about the caller' },
  limits: { callsPerMinute: 30 },
  sees: (output) => [{ relation: 'identity.account', keys: [output.accountId] }],
  run: async (ctx) => {
    const owner = await getOwner(ctx);
    const dossiers = await loadOwnDossiers(ctx, owner);
    const files = (await loadFiles(ctx, owner, dossiers)).map(({ id: _, ...file }) => file);
    const signatures = await loadSignatures(ctx, dossiers);
    const ids = dossiers.map(({ id }) => id);
    const ratings = await loadRatingsOf(ctx, ids);
    const told = await loadToldTo(ctx, owner.accountId);
    return {
      accountId: owner.accountId,
      account: await loadAccount(ctx, owner),
      byNumber: owner.assurance !== 'declared',
      dossiers: { total: dossiers.length, rows: dossiers.slice(0, shown) },
      files: { total: files.length, rows: files.slice(0, shown) },
      signatures: { total: signatures.length, rows: signatures.slice(0, shown) },
      ratings: { total: ratings.length, rows: ratings.slice(0, shown) },
      others: {
        drafts: (await loadDraftsOf(ctx, owner.accountId)).length,
        payments: (await loadOrdersOf(ctx, ids)).length,
        post: (await loadItemsOf(ctx, ids)).length,
        notices: told.notices.length,
        devices: told.devices.length,
      },
    };
  },
});
