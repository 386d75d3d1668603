import { uuid } from '@cuaso/kernel/fields.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { keepRating } from './keep-rating.ts';
import { requireOwnDossier } from './own-dossier.ts';
import { ratingInput, ratingPlaceSchema } from './rating.ts';

/** A person rates an own dossier after its result (circular 32/2017/TT-BTTTT, art. 12). */
export const rateMyDossier = command({
  name: 'ratings.rate-my-dossier',
  summary: 'Đánh giá việc giải quyết hồ sơ của tôi',
  input: z.strictObject({ dossierId: uuid, ...ratingInput }),
  output: ratingPlaceSchema,
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId, ...rating }) => {
    await requireOwnDossier(ctx, dossierId);
    return keepRating(ctx, dossierId, 'account', rating);
  },
});
