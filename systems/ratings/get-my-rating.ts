import { uuid } from '@cuaso/kernel/fields.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { requireOwnDossier } from './own-dossier.ts';
import { loadRatingPlace } from './rating-place.ts';
import { ratingPlaceSchema } from './rating.ts';

/** Whether an own dossier may be rated, and what was said of it. */
export const getMyRating = query({
  name: 'ratings.get-my-rating',
  summary: 'Xem đánh giá hồ sơ của tôi',
  input: z.strictObject({ dossierId: uuid }),
  output: ratingPlaceSchema,
  access: { signedIn: 'person', because: 'run keeps to the own dossiers' },
  run: async (ctx, { dossierId }) => {
    await requireOwnDossier(ctx, dossierId);
    return loadRatingPlace(ctx, dossierId, 'account');
  },
});
