import { Failure, fail } from '@cuaso/kernel/errors.ts';
import type { Context } from '@cuaso/platform/operations/context.ts';
import { sql } from 'kysely';
import { type GivenWith, loadRatingPlace, windowOf } from './rating-place.ts';
import { criteria, type RatingIn, type RatingPlace } from './rating.ts';

/** Writes what somebody says of a dossier, the first time or within the days in which it may be changed. */
export async function keepRating(
  ctx: Context,
  dossierId: string,
  asks: GivenWith,
  rating: RatingIn,
): Promise<RatingPlace> {
  const unsatisfied = criteria.some((criterion) => rating[criterion] === 'not_satisfied');
  if (unsatisfied && rating.reason === '') {
    fail('invalid', 'ratings.reason_missing', { fields: { reason: 'Xin cho biết vì sao chưa hài lòng.' } });
  }
  // The dossier is locked, so that two ratings sent at once come one after the other.
  const held = await sql<{ readyAt: Date | null }>`
    select ready_at as "readyAt" from cases.dossier where id = ${dossierId} for update`.execute(ctx.tx);
  if (held.rows[0]?.readyAt == null) throw new Failure('conflict', 'ratings.no_result_yet', { messageVi: noResult });
  const before = await sql<{ ratedAt: Date; givenWith: GivenWith; words: string }>`
    select rated_at as "ratedAt", given_with as "givenWith", words from ratings.rating where dossier_id = ${dossierId}`.execute(
    ctx.tx,
  );
  const old = before.rows[0];
  if (old === undefined) await insert(ctx, dossierId, asks, rating);
  else {
    const { open, starts } = windowOf(old.ratedAt, old.givenWith, asks, ctx.now);
    if (!open) throw new Failure('conflict', 'ratings.not_changeable', { messageVi: over });
    await replace(ctx, dossierId, asks, rating, { ratedAt: starts ? ctx.now : old.ratedAt, words: old.words });
  }
  return loadRatingPlace(ctx, dossierId, asks);
}

const noResult = 'Hồ sơ chưa có kết quả nên chưa đánh giá được. Xin quay lại khi đã có kết quả.';
const over = 'Hồ sơ này đã được đánh giá và không sửa được nữa.';

/** The unit that had the dossier when its result was drafted. */
function handlerUnit(dossierId: string) {
  return sql`(select (e.data ->> 'unitId')::uuid from cases.event e
    where e.dossier_id = ${dossierId} and e.kind in ('accepted', 'assigned', 'handed_on', 'sent_back')
      and e.seq < (select max(x.seq) from cases.event x where x.dossier_id = ${dossierId} and x.kind = 'result_drafted')
    order by e.seq desc limit 1)`;
}

async function insert(ctx: Context, dossierId: string, asks: GivenWith, rating: RatingIn): Promise<void> {
  const { overall, ease, timeliness, attitude, reason, words } = rating;
  await sql`insert into ratings.rating (dossier_id, overall, ease, timeliness, attitude, reason, words, given_with,
      handler_unit_id, rated_at, changed_at, words_state)
    values (${dossierId}, ${overall}, ${ease}, ${timeliness}, ${attitude}, ${reason}, ${words}, ${asks},
      ${handlerUnit(dossierId)}, ${ctx.now}, ${ctx.now}, ${words === '' ? 'none' : 'waiting'})`.execute(ctx.tx);
}

async function replace(
  ctx: Context,
  dossierId: string,
  asks: GivenWith,
  rating: RatingIn,
  old: { ratedAt: Date; words: string },
): Promise<void> {
  const { overall, ease, timeliness, attitude, reason, words } = rating;
  // Other words have to be read again before they are published.
  const again = sql`words_state = ${words === '' ? 'none' : 'waiting'}, published_words = '', decided_by = null,
    decided_at = null, decision_reason = ''`;
  await sql`update ratings.rating set overall = ${overall}, ease = ${ease}, timeliness = ${timeliness},
      attitude = ${attitude}, reason = ${reason}, words = ${words}, given_with = ${asks}, rated_at = ${old.ratedAt},
      changed_at = ${ctx.now} ${words === old.words ? sql`` : sql`, ${again}`}
    where dossier_id = ${dossierId}`.execute(ctx.tx);
}
