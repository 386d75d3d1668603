create schema procedures;

-- A field of procedures (lĩnh vực).
create table procedures.field (
  code text primary key,
  name text not null,
  ministry text not null default ''
);

-- An administrative procedure (thủ tục hành chính) by its national code; what is said of it is in its versions.
create table procedures.procedure (
  code text primary key,
  source text not null default 'portal',
  created_at timestamptz not null default clock_timestamp()
);

-- A published version: valid in a period, never changed; publishing the next one ends it.
create table procedures.version (
  procedure_code text not null references procedures.procedure,
  valid daterange not null check (not isempty(valid)),
  number integer not null check (number > 0),
  definition_id uuid not null references cases.definition,
  name text not null,
  field_code text not null references procedures.field,
  levels text[] not null check (levels <@ array['province', 'district', 'commune'] and cardinality(levels) > 0),
  -- The executing department where the level is the province; elsewhere every agency of the level executes.
  agency_id uuid references directory.agency,
  online_level smallint not null check (online_level between 1 and 4),
  audience text not null default '',
  legal_basis text not null default '',
  confidentiality text not null default 'normal' check (confidentiality in ('normal', 'personal', 'restricted')),
  note text not null default '',
  published_at timestamptz not null,
  published_by text not null,
  primary key (procedure_code, valid without overlaps),
  unique (procedure_code, number),
  check (not ('province' = any(levels)) or agency_id is not null)
);
create index version_by_field on procedures.version (field_code);

-- What an officer is preparing; becomes a version when published.
create table procedures.draft (
  procedure_code text primary key references procedures.procedure,
  content jsonb not null,
  seq integer not null,
  edited_at timestamptz not null,
  edited_by text not null
);
revoke update, delete on procedures.procedure from cuaso_app;
