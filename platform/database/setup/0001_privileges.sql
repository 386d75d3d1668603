-- Run by the superuser before the migrations, at each start. What the application may do in a schema is decided when the
-- schema is made: rows yes, structure never, and nothing in schema audit.
create schema if not exists database authorization cuaso_owner;
grant usage on schema database to cuaso_app;

create table if not exists database.migration (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
);
alter table database.migration owner to cuaso_owner;
grant select on database.migration to cuaso_app;

alter default privileges for role cuaso_owner revoke execute on functions from public;
alter default privileges for role cuaso_owner in schema database grant execute on functions to cuaso_app;

create or replace function database.open_schema() returns event_trigger language plpgsql set search_path = pg_catalog as $$
declare
  made record;
begin
  for made in
    select object_identity as name from pg_event_trigger_ddl_commands()
    where command_tag = 'CREATE SCHEMA' and object_identity not in ('audit', 'database')
  loop
    execute format('grant usage on schema %s to cuaso_app', made.name);
    execute format('alter default privileges in schema %s grant select, insert, update, delete on tables to cuaso_app', made.name);
    execute format('alter default privileges in schema %s grant usage, select on sequences to cuaso_app', made.name);
    execute format('alter default privileges in schema %s grant execute on functions to cuaso_app', made.name);
  end loop;
end $$;

do $$ begin
  if not exists (select from pg_event_trigger where evtname = 'database_open_schema') then
    create event trigger database_open_schema on ddl_command_end when tag in ('CREATE SCHEMA')
      execute function database.open_schema();
  end if;
end $$;
