import { codeAndSecret, getDossierBySecret } from '@cuaso/platform/cases/dossier-by-secret.ts';
import { command } from '@cuaso/platform/operations/operation.ts';
import { z } from 'zod';
import { keepRating } from './keep-rating.ts';
import { ratingInput, ratingPlaceSchema } from './rating.ts';

/** Who holds the receipt or the result rates the dossier without signing in. */
export const rateWithCode = command({
  name: 'ratings.rate-with-code',
  summary: 'Đánh giá việc giải quyết hồ sơ bằng mã trên giấy tiếp nhận hoặc kết quả',
  input: z.strictObject({ ...codeAndSecret, ...ratingInput }),
  output: ratingPlaceSchema,
  access: { everyone: 'who holds the receipt or the result has its secret and need not have an account' },
  limits: { callsPerMinute: 20 },
  secret: true,
  run: async (ctx, { code, secret, ...rating }) => {
    const { id } = await getDossierBySecret(ctx, { code, secret });
    return keepRating(ctx, id, 'code', rating);
  },
});
