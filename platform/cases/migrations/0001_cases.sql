create schema cases;

-- A version of the working calendar; what a promise was computed with can always be found again.
create table cases.calendar (
  version text primary key,
  content jsonb not null,
  applied_at timestamptz not null,
  is_current boolean not null
);
create unique index calendar_one_current on cases.calendar (is_current) where is_current;

-- A published definition: never changed, shared by all dossiers that began with it.
create table cases.definition (
  id uuid primary key,
  content jsonb not null,
  content_hash text not null unique
);

-- The last number given per agency and day. It is taken in the transaction that makes the dossier,
-- so a number that was not used is given again and there are no gaps to explain.
create table cases.number_series (
  agency_id uuid not null references directory.agency,
  received_on date not null,
  last integer not null check (last between 1 and 9999),
  primary key (agency_id, received_on)
);

-- The current row of a dossier (hồ sơ); its events are the truth, `folded` is their fold, the rest is read off it.
create table cases.dossier (
  id uuid primary key,
  code text not null unique check (code ~ '^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4}$'),
  code_secret text not null,
  seq integer not null,
  folded jsonb not null,
  definition_id uuid not null references cases.definition,
  procedure_code text not null,
  procedure_name text not null,
  field_code text not null,
  level text not null check (level in ('province', 'district', 'commune')),
  agency_id uuid not null references directory.agency,
  channel text not null check (channel in ('counter', 'online', 'post')),
  confidentiality text not null default 'normal' check (confidentiality in ('normal', 'personal', 'restricted')),
  state text not null check (state in ('submitted', 'awaiting_applicant', 'processing', 'result_ready', 'closed')),
  step_key text,
  step_kind text,
  step_title text,
  unit_id uuid references directory.unit,
  official_id uuid references directory.official,
  account_id uuid,
  applicant_name text not null,
  applicant_number text not null default '',
  subject text not null default '',
  submitted_at timestamptz not null,
  accepted_at timestamptz,
  calendar_version text references cases.calendar,
  due_at timestamptz,
  step_due_at timestamptz,
  ready_at timestamptz,
  outcome text check (outcome in ('granted', 'refused')),
  timeliness text check (timeliness in ('early', 'on_time', 'late')),
  closed_at timestamptz,
  closed_as text check (closed_as in ('returned', 'withdrawn', 'refused_intake')),
  fee_vnd bigint not null default 0 check (fee_vnd >= 0),
  search text generated always as (database.without_diacritics(code || ' ' || applicant_name || ' ' || applicant_number || ' ' || procedure_name || ' ' || subject)) stored,
  check ((ready_at is null) = (timeliness is null) or accepted_at is null),
  check ((closed_at is null) = (closed_as is null))
);
create index dossier_by_agency on cases.dossier (agency_id, state, due_at, id);
create index dossier_by_unit on cases.dossier (unit_id, state, due_at, id);
create index dossier_by_official on cases.dossier (official_id, state, due_at, id) where official_id is not null;
create index dossier_by_state on cases.dossier (state, due_at, id);
create index dossier_by_account on cases.dossier (account_id, submitted_at) where account_id is not null;
create index dossier_by_applicant on cases.dossier (applicant_number) where applicant_number <> '';
create index dossier_by_accepted on cases.dossier (accepted_at) where accepted_at is not null;
create index dossier_by_ready on cases.dossier (ready_at) where ready_at is not null;
create index dossier_by_search on cases.dossier using gin (search gin_trgm_ops);

-- What happened to a dossier, in order; rows are only ever added.
create table cases.event (
  dossier_id uuid not null references cases.dossier,
  seq integer not null check (seq > 0),
  kind text not null,
  at timestamptz not null,
  actor text not null,
  actor_name text not null default '',
  data jsonb not null,
  primary key (dossier_id, seq)
);

-- A file that belongs to a dossier, and as what.
create table cases.attachment (
  dossier_id uuid not null references cases.dossier,
  file_id uuid not null references files.file,
  role text not null check (role in ('paper', 'supplement', 'opinion', 'draft', 'result')),
  paper_key text,
  seq integer not null,
  primary key (dossier_id, file_id)
);
create index attachment_by_file on cases.attachment (file_id);

-- What the application may do here: events, definitions and calendars are added, never changed.
revoke update, delete on cases.event, cases.definition from cuaso_app;
revoke delete on cases.dossier, cases.calendar, cases.number_series from cuaso_app;
