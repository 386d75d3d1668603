create schema services;

-- What a person has filled in so far of one dossier. `answers` and `contact` are kept as they were typed, right or wrong:
-- nothing typed is lost. Once sent, the row only remembers which dossier came of it.
create table services.draft (
  id uuid primary key,
  account_id uuid not null,
  procedure_code text not null,
  definition_id uuid not null references cases.definition,
  agency_id uuid not null references directory.agency,
  behalf jsonb not null default '{"for": "self"}' check (jsonb_typeof(behalf) = 'object'),
  answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object'),
  contact jsonb not null default '{}' check (jsonb_typeof(contact) = 'object'),
  -- Answers of an older form that the new one has no place for, in words.
  left_behind jsonb not null default '[]' check (jsonb_typeof(left_behind) = 'array'),
  -- Pages that were saved at least once: what is known is filled in only before that.
  visited text[] not null default '{}',
  last_page text not null default '' check (length(last_page) <= 60),
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  sent_as uuid references cases.dossier,
  check (octet_length(answers::text) <= 300000 and octet_length(contact::text) <= 20000 and octet_length(behalf::text) <= 5000)
);
create index draft_by_account on services.draft (account_id, saved_at);
create index draft_by_age on services.draft (saved_at);

-- A file that waits with a draft, and as which paper. Where it comes from an earlier dossier, from which one.
create table services.draft_file (
  draft_id uuid not null references services.draft,
  file_id uuid not null references files.file,
  paper_key text not null,
  held_dossier_id uuid references cases.dossier,
  added_at timestamptz not null,
  primary key (draft_id, file_id)
);
create index draft_file_by_file on services.draft_file (file_id);
create index draft_file_by_dossier on services.draft_file (held_dossier_id) where held_dossier_id is not null;

-- What was being typed when the session ended, until its owner has signed in again. The token is in the browser only.
create table services.kept_typing (
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  draft_id uuid not null references services.draft,
  page text not null check (length(page) between 1 and 60),
  typed jsonb not null check (octet_length(typed::text) <= 300000),
  kept_at timestamptz not null
);
create index kept_typing_by_draft on services.kept_typing (draft_id);
create index kept_typing_by_age on services.kept_typing (kept_at);

-- A paper that was not asked for again, because the province held it: what "once only" is counted by.
create table services.reused_paper (
  dossier_id uuid not null references cases.dossier,
  paper_key text not null,
  held_dossier_id uuid not null references cases.dossier,
  reused_on date not null,
  primary key (dossier_id, paper_key)
);
create index reused_paper_by_day on services.reused_paper (reused_on);
create index reused_paper_by_held on services.reused_paper (held_dossier_id);
