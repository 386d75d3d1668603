-- Run by the superuser before migrations: event triggers cannot be owned by anybody else.
-- Every table made from now on carries the audit trigger, so that recording a change is never left to memory.
create schema if not exists audit authorization cuaso_owner;

create or replace function audit.attach() returns event_trigger language plpgsql as $$
declare
  made record;
  keys text[];
  hidden text[];
begin
  for made in
    select c.objid, n.nspname, k.relname
    from pg_event_trigger_ddl_commands() c
    join pg_class k on k.oid = c.objid
    join pg_namespace n on n.oid = k.relnamespace
    where c.classid = 'pg_class'::regclass and c.command_tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO')
      and k.relkind in ('r', 'p') and not k.relispartition and k.relpersistence = 'p'
      and n.nspname not in ('audit', 'database', 'operations', 'search', 'graphile_worker', 'pg_catalog', 'information_schema')
  loop
    select array_agg(a.attname::text order by x.ord) into keys
    from pg_index i
    cross join lateral unnest(i.indkey::int2[]) with ordinality x(attnum, ord)
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.attnum
    where i.indrelid = made.objid and i.indisprimary;
    if keys is null then
      raise exception 'table %.% needs a primary key: without one its changes cannot be recorded', made.nspname, made.relname;
    end if;
    select coalesce(array_agg(a.attname::text order by a.attnum), '{}') into hidden
    from pg_attribute a
    where a.attrelid = made.objid and a.attnum > 0 and not a.attisdropped
      and (a.atttypid = 'bytea'::regtype or a.attname like '%\_secret');
    execute format(
      'create trigger audit_insert after insert on %I.%I referencing new table as new_rows for each statement execute function audit.record(%L, %L)',
      made.nspname, made.relname, keys::text, hidden::text);
    execute format(
      'create trigger audit_update after update on %I.%I referencing old table as old_rows new table as new_rows for each statement execute function audit.record(%L, %L)',
      made.nspname, made.relname, keys::text, hidden::text);
    execute format(
      'create trigger audit_delete after delete on %I.%I referencing old table as old_rows for each statement execute function audit.record(%L, %L)',
      made.nspname, made.relname, keys::text, hidden::text);
  end loop;
end $$;

do $$ begin
  if not exists (select from pg_event_trigger where evtname = 'audit_attach') then
    create event trigger audit_attach on ddl_command_end when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') execute function audit.attach();
  end if;
end $$;
