import { codeAndSecret, getDossierBySecret } from '@cuaso/platform/cases/dossier-by-secret.ts';
import { query } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { loadRatingPlace } from './rating-place.ts';
import { ratingPlaceSchema } from './rating.ts';

/** Whether the dossier of a receipt may be rated; what its owner said with the account is not told. */
export const getRatingWithCode = query({
  name: 'ratings.get-rating-with-code',
  summary: 'Xem đánh giá hồ sơ bằng mã trên giấy tiếp nhận hoặc kết quả',
  input: z.strictObject(codeAndSecret),
  output: ratingPlaceSchema,
  access: { everyone: 'who holds the receipt or the result has its secret and need not have an account' },
  limits: { callsPerMinute: 30 },
  secret: true,
  run: async (ctx, paper) => loadRatingPlace(ctx, (await getDossierBySecret(ctx, paper)).id, 'code'),
});
