import { dayOf } from '@cuaso/kernel/clock.ts';
import { fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { changeableDays, type RatingPlace } from './rating.ts';

/** Who asks: the owner of the dossier by the account, or who holds its paper with the secret. */
export type GivenWith = 'account' | 'code';

type Given = NonNullable<RatingPlace['given']>;
type Row = { code: string; procedureName: string; agencyName: string; readyAt: Date | null } & (
  (Given & { ratedAt: Date; givenWith: GivenWith }) | { ratedAt: null }
);

/** What may be rated and what was said already. */
export async function loadRatingPlace(ctx: Context, dossierId: string, asks: GivenWith): Promise<RatingPlace> {
  const found = await sql<Row>`
    select d.code, d.procedure_name as "procedureName", coalesce(a.name, '') as "agencyName", d.ready_at as "readyAt",
      r.rated_at as "ratedAt", r.given_with as "givenWith", r.overall, r.ease, r.timeliness, r.attitude, r.reason, r.words,
      r.words_state as "wordsState"
    from cases.dossier d left join ratings.rating r on r.dossier_id = d.id
    left join directory.agency_version a on a.agency_id = d.agency_id and a.valid @> ${dayOf(ctx.now)}::date
    where d.id = ${dossierId}`.execute(ctx.tx);
  const row = found.rows[0] ?? fail('not_found', 'cases.no_such_dossier');
  const { code, procedureName, agencyName } = row;
  const place = { code, procedureName, agencyName, hasResult: row.readyAt !== null };
  if (row.ratedAt === null) {
    return { ...place, open: place.hasResult, ratedAt: null, changeableUntil: null, given: null };
  }
  const { overall, ease, timeliness, attitude, reason, words, wordsState } = row;
  const own = row.givenWith === asks;
  const { open, until } = windowOf(row.ratedAt, row.givenWith, asks, ctx.now);
  return {
    ...place,
    open,
    ratedAt: row.ratedAt.toISOString(),
    changeableUntil: open ? until.toISOString() : null,
    given: own ? { overall, ease, timeliness, attitude, reason, words, wordsState } : null,
  };
}

/**
 * Whether who asks may still change a rating. The paper with the code goes through many hands, so the owner's word counts
 * more: it takes the place of one given with the code, and not the other way round.
 */
export function windowOf(ratedAt: Date, givenWith: GivenWith, asks: GivenWith, now: Date) {
  const until = new Date(ratedAt.getTime() + changeableDays * 86_400_000);
  if (givenWith === asks) return { open: now < until, until, starts: false };
  return { open: asks === 'account', until: new Date(now.getTime() + changeableDays * 86_400_000), starts: true };
}
