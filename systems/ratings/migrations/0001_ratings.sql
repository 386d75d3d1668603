-- What people think of how a dossier was handled (circular 32/2017/TT-BTTTT, art. 12).
create schema ratings;

-- One rating per dossier. What was written may be published once somebody has read it; the original never is.
create table ratings.rating (
  dossier_id uuid primary key references cases.dossier,
  overall text not null check (overall in ('very_satisfied', 'satisfied', 'not_satisfied')),
  ease text not null check (ease in ('very_satisfied', 'satisfied', 'not_satisfied')),
  timeliness text not null check (timeliness in ('very_satisfied', 'satisfied', 'not_satisfied')),
  attitude text not null check (attitude in ('very_satisfied', 'satisfied', 'not_satisfied')),
  -- Why somebody is not satisfied: for the agency, never published.
  reason text not null default '' check (length(reason) <= 2000),
  words text not null default '' check (length(words) <= 2000),
  given_with text not null check (given_with in ('account', 'code')),
  -- The unit that prepared the result; nothing where no draft was made.
  handler_unit_id uuid references directory.unit,
  rated_at timestamptz not null,
  changed_at timestamptz not null check (changed_at >= rated_at),
  words_state text not null check (words_state in ('none', 'waiting', 'published', 'withheld')),
  published_words text not null default '' check (length(published_words) <= 2000),
  decided_by uuid references directory.official,
  decided_at timestamptz,
  decision_reason text not null default '',
  check ((words = '') = (words_state = 'none')),
  check ((published_words <> '') = (words_state = 'published')),
  check ((decided_at is null) = (words_state in ('none', 'waiting'))),
  check (reason <> '' or 'not_satisfied' not in (overall, ease, timeliness, attitude))
);
create index rating_by_time on ratings.rating (rated_at);
create index rating_by_words on ratings.rating (words_state, rated_at) where words_state in ('waiting', 'published');
create index rating_by_unit on ratings.rating (handler_unit_id) where handler_unit_id is not null;

revoke delete on ratings.rating from cuaso_app;
