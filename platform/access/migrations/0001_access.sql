create schema access;

-- The permissions that the installed systems declare, and what each duty usually gets; brought up to date at each start.
create table access.permission (
  name text primary key check (name ~ '^[a-z_]+\.[a-z_]+$'),
  title text not null,
  system text not null,
  system_title text not null,
  is_in_use boolean not null default true
);
create table access.role (
  duty text not null check (duty in ('leader', 'division_head', 'handler', 'one_stop_clerk', 'records_clerk', 'procedure_controller', 'administrator')),
  permission text not null references access.permission,
  reach text not null check (reach in ('own', 'unit', 'agency', 'below', 'province')),
  confidentiality text not null default 'normal' check (confidentiality in ('normal', 'personal', 'restricted')),
  primary key (duty, permission)
);

-- A grant: a permission with a reach and the highest confidentiality, given to a position for a period.
-- reach: own = things assigned to the holder; unit; agency; below = the agency and those under it; province = all.
create table access.grant (
  position_id uuid not null references directory.position,
  permission text not null check (permission ~ '^[a-z_]+\.[a-z_]+$'),
  valid daterange not null check (not isempty(valid)),
  reach text not null check (reach in ('own', 'unit', 'agency', 'below', 'province')),
  confidentiality text not null default 'normal' check (confidentiality in ('normal', 'personal', 'restricted')),
  primary key (position_id, permission, valid without overlaps)
);

create index grant_by_permission on access.grant (permission);

-- A delegation (ủy quyền) while the holder is away: a grant with an end, of all that a position may do. It holds only as long
-- as the holder holds the position.
create table access.delegation (
  id uuid primary key,
  position_id uuid not null references directory.position,
  holder_id uuid not null references directory.official,
  official_id uuid not null references directory.official,
  valid tstzrange not null check (not isempty(valid) and lower(valid) is not null and upper(valid) is not null),
  reason text not null check (reason <> ''),
  revoked_at timestamptz,
  check (official_id <> holder_id),
  check (upper(valid) - lower(valid) <= interval '185 days')
);
create index delegation_by_official on access.delegation (official_id);
create index delegation_by_position on access.delegation (position_id);
