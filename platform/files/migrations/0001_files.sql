create schema files;

-- The bytes of a file, kept once however often they are handed in.
create table files.content (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size between 1 and 20971520),
  bytes bytea not null check (octet_length(bytes) = size)
);
-- What is handed in is compressed already; uncompressed storage lets parts of it be read.
alter table files.content alter column bytes set storage external;

-- A file as somebody handed it in. Who may read it is decided by what it is attached to.
create table files.file (
  id uuid primary key,
  sha256 text not null references files.content,
  name text not null check (length(name) between 1 and 150 and name !~ '[/\\[:cntrl:]]'),
  media_type text not null,
  size integer not null check (size between 1 and 20971520),
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  purpose text not null check (purpose ~ '^[a-z][a-z0-9_]{0,39}$')
);
create index file_by_content on files.file (sha256);
create index file_by_uploader on files.file (uploaded_by, uploaded_at);
create index file_by_age on files.file (uploaded_at);

-- Files handed in before this instant that nothing refers to. What holds a file says so by a foreign key, so an engine
-- that comes later is asked too without anybody having to remember it.
create function files.orphans(before timestamptz, at_most integer) returns setof uuid
language plpgsql stable set search_path = pg_catalog as $$
declare
  holder record;
  condition text := '';
begin
  for holder in
    select c.conrelid::regclass as relation, a.attname as col
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'files.file'::regclass and c.conparentid = 0
  loop
    condition := condition || format(' and not exists (select from %s h where h.%I = f.id)', holder.relation, holder.col);
  end loop;
  return query execute
    'select f.id from files.file f where f.uploaded_at < $1' || condition || ' order by f.uploaded_at, f.id limit $2'
    using before, at_most;
end $$;
