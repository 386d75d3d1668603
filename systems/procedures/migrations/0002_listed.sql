-- A procedure that the national catalogue names and that cannot be filed here: another body executes it, or its limit is
-- not known yet and an officer has to set it. A version in force takes its place.
create table procedures.listed (
  code text primary key,
  name text not null,
  field_code text not null references procedures.field,
  levels text[] not null,
  agency_text text not null default '',
  decision text not null default '',
  reason text not null check (reason in ('other_body', 'limit_unknown')),
  source text not null
);
