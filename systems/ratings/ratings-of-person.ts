import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { opinions } from './rating.ts';

const opinion = z.enum(opinions);

/** A rating as the person who gave it finds it among the own data. */
export const ratingOfPersonSchema = z.strictObject({
  dossierCode: z.string(),
  overall: opinion,
  ease: opinion,
  timeliness: opinion,
  attitude: opinion,
  reason: z.string(),
  words: z.string(),
  wordsState: z.string(),
  ratedAt: z.string(),
});

/** The ratings that were given with the account, of these dossiers. */
export async function loadRatingsOf(
  ctx: Context,
  dossierIds: readonly string[],
): Promise<z.infer<typeof ratingOfPersonSchema>[]> {
  const found = await sql<Omit<z.infer<typeof ratingOfPersonSchema>, 'ratedAt'> & { ratedAt: Date }>`
    select d.code as "dossierCode", r.overall, r.ease, r.timeliness, r.attitude, r.reason, r.words,
      r.words_state as "wordsState", r.rated_at as "ratedAt"
    from ratings.rating r join cases.dossier d on d.id = r.dossier_id
    where r.dossier_id = any(${dossierIds}::uuid[]) and r.given_with = 'account'
    order by r.rated_at desc, d.code`.execute(ctx.tx);
  return found.rows.map((row) => ({ ...row, ratedAt: row.ratedAt.toISOString() }));
}
