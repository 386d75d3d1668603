create schema access;

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

-- A delegation (ủy quyền) while the holder is away: a grant with an end, of all that a position may do.
create table access.delegation (
  id uuid primary key,
  position_id uuid not null references directory.position,
  official_id uuid not null references directory.official,
  valid tstzrange not null check (not isempty(valid) and upper(valid) is not null),
  reason text not null,
  revoked_at timestamptz
);
create index delegation_by_official on access.delegation (official_id);
create index delegation_by_position on access.delegation (position_id);
