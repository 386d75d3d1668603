-- How people find a service (circular 32/2017/TT-BTTTT, art. 11: within three clicks).
create schema finding;

-- A life event (sự kiện đời sống) as it was saved: the last number of a key is the one that is shown, all stay.
create table finding.event_version (
  event_key text not null check (event_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(event_key) <= 60),
  number integer not null check (number > 0),
  audience text not null check (audience in ('citizen', 'business')),
  position integer not null check (position between 0 and 999),
  title text not null check (length(title) between 1 and 120),
  summary text not null check (length(summary) between 1 and 300),
  keywords text not null default '',
  -- Titled groups, each with codes of procedures and at most one rule over a field.
  groups jsonb not null check (jsonb_typeof(groups) = 'array'),
  is_shown boolean not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (event_key, number)
);
revoke update, delete on finding.event_version from cuaso_app;

-- A common question (câu hỏi thường gặp): what officers write, and beside it what is published.
create table finding.question (
  id uuid primary key,
  topic text not null check (topic in ('account', 'filing', 'paying', 'following', 'result', 'procedure', 'other')),
  procedure_code text references procedures.procedure,
  position integer not null check (position between 0 and 9999),
  question text not null check (length(question) between 1 and 300),
  answer text not null check (length(answer) between 1 and 6000),
  seq integer not null check (seq > 0),
  edited_at timestamptz not null,
  edited_by text not null,
  published_question text,
  published_answer text,
  published_at timestamptz,
  published_by text,
  check ((topic = 'procedure') = (procedure_code is not null)),
  check (num_nulls(published_question, published_answer, published_at, published_by) in (0, 4))
);
create index question_by_procedure on finding.question (procedure_code, position, id) where procedure_code is not null;
create index question_by_place on finding.question (topic, position, id) where published_at is not null;
revoke delete on finding.question from cuaso_app;
