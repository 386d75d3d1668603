create schema directory;

-- An administrative division (đơn vị hành chính) with its statistical code, as it stood in a period.
create table directory.division (
  code text not null,
  valid daterange not null check (not isempty(valid)),
  name text not null,
  kind text not null check (kind in ('province', 'city', 'town', 'district', 'ward', 'township', 'commune')),
  parent_code text,
  search text generated always as (database.without_diacritics(code || ' ' || name)) stored,
  primary key (code, valid without overlaps)
);
create index division_by_parent on directory.division (parent_code);

-- What became of a division: merged, split, renamed; old codes resolve for ever.
create table directory.division_succession (
  code text not null,
  successor_code text not null,
  changed_on date not null,
  legal_basis text not null default '',
  primary key (code, successor_code, changed_on)
);

-- An agency (cơ quan): its code never changes and is never used again (QCVN 102:2016).
create table directory.agency (
  id uuid primary key,
  code text not null unique check (code ~ '^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$'),
  code_is_synthetic boolean not null default false,
  level text not null check (level in ('province', 'district', 'commune')),
  kind text not null check (kind in ('province_committee', 'department', 'district_committee', 'commune_committee'))
);

-- What an agency is called and whom it is under, in a period.
create table directory.agency_version (
  agency_id uuid not null references directory.agency,
  valid daterange not null check (not isempty(valid)),
  name text not null,
  short_name text not null,
  parent_id uuid references directory.agency,
  division_code text,
  address text not null default '',
  phone text not null default '',
  domain text not null default '',
  search text generated always as (database.without_diacritics(name || ' ' || short_name)) stored,
  primary key (agency_id, valid without overlaps),
  check (parent_id <> agency_id)
);
create index agency_version_by_parent on directory.agency_version (parent_id);

create table directory.agency_succession (
  agency_id uuid not null references directory.agency,
  successor_id uuid not null references directory.agency,
  changed_on date not null,
  legal_basis text not null default '',
  primary key (agency_id, successor_id),
  check (agency_id <> successor_id)
);

-- A unit (phòng, ban, bộ phận) of an agency.
create table directory.unit (
  id uuid primary key,
  agency_id uuid not null references directory.agency,
  code text not null,
  kind text not null check (kind in ('leadership', 'records_office', 'one_stop', 'division')),
  unique (agency_id, code)
);
create table directory.unit_version (
  unit_id uuid not null references directory.unit,
  valid daterange not null check (not isempty(valid)),
  name text not null,
  primary key (unit_id, valid without overlaps)
);

-- Which fields of procedures (lĩnh vực) a unit handles.
create table directory.unit_field (
  unit_id uuid not null references directory.unit,
  field_code text not null,
  primary key (unit_id, field_code)
);

-- A position (vị trí, chức vụ) in a unit; people hold it one after the other.
create table directory.position (
  id uuid primary key,
  unit_id uuid not null references directory.unit,
  title text not null,
  duty text not null check (duty in ('leader', 'division_head', 'handler', 'one_stop_clerk', 'records_clerk', 'procedure_controller', 'administrator')),
  valid daterange not null default daterange('2016-01-01', null) check (not isempty(valid))
);
create index position_by_unit on directory.position (unit_id);

-- An official (cán bộ, công chức, viên chức).
create table directory.official (
  id uuid primary key,
  code text not null unique,
  name text not null,
  is_invented boolean not null default false,
  search text generated always as (database.without_diacritics(code || ' ' || name)) stored,
  -- The given name first, as lists of people are ordered in Vietnam.
  sort_name text generated always as (regexp_replace(name, '^(.*) (\S+)$', '\2 \1')) stored
);
create index official_by_search on directory.official using gin (search gin_trgm_ops);
create index official_by_name on directory.official (sort_name, code);

-- Who held which position when; a position has one holder at a time.
create table directory.appointment (
  position_id uuid not null references directory.position,
  valid daterange not null check (not isempty(valid)),
  official_id uuid not null references directory.official,
  primary key (position_id, valid without overlaps)
);
create index appointment_by_official on directory.appointment (official_id);
