-- The tables of the database as the migrations leave them, for reading and reviewing.
-- Made by "bin/db dump", never edited. Every table that says "audited" has the triggers of audit.attach().

create schema access;

create table access.delegation (
  id uuid not null,
  position_id uuid not null,
  holder_id uuid not null,
  official_id uuid not null,
  valid tstzrange not null,
  reason text not null,
  revoked_at timestamp with time zone,
  constraint delegation_pkey PRIMARY KEY (id),
  constraint delegation_check CHECK ((official_id <> holder_id)),
  constraint delegation_reason_check CHECK ((reason <> ''::text)),
  constraint delegation_valid_check CHECK (((NOT isempty(valid)) AND (lower(valid) IS NOT NULL) AND (upper(valid) IS NOT NULL))),
  constraint delegation_valid_check1 CHECK (((upper(valid) - lower(valid)) <= '185 days'::interval)),
  constraint delegation_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES directory.official(id),
  constraint delegation_official_id_fkey FOREIGN KEY (official_id) REFERENCES directory.official(id),
  constraint delegation_position_id_fkey FOREIGN KEY (position_id) REFERENCES directory."position"(id)
);

create table access."grant" (
  position_id uuid not null,
  permission text not null,
  valid daterange not null,
  reach text not null,
  confidentiality text not null default 'normal'::text,
  constraint grant_pkey PRIMARY KEY (position_id, permission, valid WITHOUT OVERLAPS),
  constraint grant_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['normal'::text, 'personal'::text, 'restricted'::text]))),
  constraint grant_permission_check CHECK ((permission ~ '^[a-z_]+\.[a-z_]+$'::text)),
  constraint grant_reach_check CHECK ((reach = ANY (ARRAY['own'::text, 'unit'::text, 'agency'::text, 'below'::text, 'province'::text]))),
  constraint grant_valid_check CHECK ((NOT isempty(valid))),
  constraint grant_position_id_fkey FOREIGN KEY (position_id) REFERENCES directory."position"(id)
);

create table access.permission (
  name text not null,
  title text not null,
  system text not null,
  system_title text not null,
  is_in_use boolean not null default true,
  constraint permission_pkey PRIMARY KEY (name),
  constraint permission_name_check CHECK ((name ~ '^[a-z_]+\.[a-z_]+$'::text))
);

create table access.role (
  duty text not null,
  permission text not null,
  reach text not null,
  confidentiality text not null default 'normal'::text,
  constraint role_pkey PRIMARY KEY (duty, permission),
  constraint role_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['normal'::text, 'personal'::text, 'restricted'::text]))),
  constraint role_duty_check CHECK ((duty = ANY (ARRAY['leader'::text, 'division_head'::text, 'handler'::text, 'one_stop_clerk'::text, 'records_clerk'::text, 'procedure_controller'::text, 'administrator'::text]))),
  constraint role_reach_check CHECK ((reach = ANY (ARRAY['own'::text, 'unit'::text, 'agency'::text, 'below'::text, 'province'::text]))),
  constraint role_permission_fkey FOREIGN KEY (permission) REFERENCES access.permission(name)
);

CREATE INDEX delegation_by_official ON access.delegation USING btree (official_id);
CREATE INDEX delegation_by_position ON access.delegation USING btree (position_id);
CREATE INDEX grant_by_permission ON access."grant" USING btree (permission);

-- audited('{position_id,permission,valid}', '{}'): access."grant"
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON access."grant" FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{id}', '{}'): access.delegation
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON access.delegation FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{name}', '{}'): access.permission
-- audited('{duty,permission}', '{}'): access.role

grant usage on schema access to cuaso_app;
grant delete, insert, select, update on table access."grant" to cuaso_app;
grant delete, insert, select, update on table access.delegation to cuaso_app;
grant delete, insert, select, update on table access.permission to cuaso_app;
grant delete, insert, select, update on table access.role to cuaso_app;

create schema audit;

CREATE OR REPLACE FUNCTION audit.agrees(recorded jsonb, actual jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select not exists (select from jsonb_each(recorded) r where actual ? r.key and actual -> r.key is distinct from r.value)
$function$;

CREATE OR REPLACE FUNCTION audit.attach()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION audit.changed(from_row jsonb, to_row jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(to_row) where from_row -> key is distinct from value
$function$;

CREATE OR REPLACE FUNCTION audit.find_entries(of_kind text, of_relation text, of_key text, by_actor text, by_operation text, from_at timestamp with time zone, to_at timestamp with time zone, before_id bigint, at_most integer)
 RETURNS SETOF audit.entry
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  return query select * from audit.entry e
    where (of_kind is null or e.kind = of_kind) and (of_relation is null or e.relation = of_relation)
      and (of_key is null or e.key = of_key) and (by_actor is null or e.actor = by_actor)
      and (by_operation is null or e.operation = by_operation) and (from_at is null or e.at >= from_at)
      and (to_at is null or e.at < to_at) and (before_id is null or e.id < before_id)
    order by e.id desc limit at_most;
end $function$;

create aggregate audit.fold(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

CREATE OR REPLACE FUNCTION audit.hash_of(number bigint, previous bytea, root bytea, ids bigint[])
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select sha256(convert_to(number::text, 'UTF8') || previous || root || sha256(convert_to(ids::text, 'UTF8')))
$function$;

CREATE OR REPLACE FUNCTION audit.head()
 RETURNS TABLE(number bigint, hash text, sealed_at timestamp with time zone, sealed bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select number, encode(hash, 'hex'), sealed_at, sealed from audit.batch order by number desc limit 1
$function$;

CREATE OR REPLACE FUNCTION audit.image(full_row jsonb, hidden text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when hidden = '{}' then full_row else full_row || coalesce((
    select jsonb_object_agg(h, 'sha256:' || encode(sha256(convert_to(full_row ->> h, 'UTF8')), 'hex'))
    from unnest(hidden) h where full_row ->> h is not null), '{}') end
$function$;

CREATE OR REPLACE FUNCTION audit.key_of(full_row jsonb, keys text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when cardinality(keys) = 1 then full_row ->> keys[1]
    else (select string_agg(full_row ->> k, '/' order by o) from unnest(keys) with ordinality x(k, o)) end
$function$;

CREATE OR REPLACE FUNCTION audit.leaf(e audit.entry)
 RETURNS bytea
 LANGUAGE sql
 STABLE
 SET "TimeZone" TO 'UTC'
AS $function$
  select sha256(convert_to(jsonb_build_array(e.id, e.xid::text, e.at, e.kind, e.relation, e.key, e.before, e.after, e.operation, e.actor, e.request)::text, 'UTF8'))
$function$;

CREATE OR REPLACE FUNCTION audit.record()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  by_operation text := current_setting('cuaso.operation', true);
  by_actor text := coalesce(nullif(current_setting('cuaso.actor', true), ''), 'system:database');
  by_request text := coalesce(current_setting('cuaso.request', true), '');
  name text := tg_table_schema || '.' || tg_table_name;
  keys text[] := tg_argv[0]::text[];
  hidden text[] := tg_argv[1]::text[];
begin
  if coalesce(by_operation, '') = '' then
    raise exception '% on % outside an operation', tg_op, name using errcode = 'CS001';
  end if;
  if tg_op = 'INSERT' then
    insert into audit.entry (kind, relation, key, after, operation, actor, request)
    select 'insert', name, audit.key_of(j, keys), audit.image(j, hidden), by_operation, by_actor, by_request
    from (select to_jsonb(n) j from new_rows n) x;
  elsif tg_op = 'DELETE' then
    insert into audit.entry (kind, relation, key, before, operation, actor, request)
    select 'delete', name, audit.key_of(j, keys), audit.image(j, hidden), by_operation, by_actor, by_request
    from (select to_jsonb(o) j from old_rows o) x;
  else
    insert into audit.entry (kind, relation, key, before, after, operation, actor, request)
    select case when o.k is null then 'insert' when n.k is null then 'delete' else 'update' end,
      name, coalesce(n.k, o.k),
      case when n.k is null then o.j else audit.changed(n.j, o.j) end,
      case when o.k is null then n.j else audit.changed(o.j, n.j) end,
      by_operation, by_actor, by_request
    from (select audit.key_of(j, keys) k, audit.image(j, hidden) j from (select to_jsonb(r) j from old_rows r) x) o
    full join (select audit.key_of(j, keys) k, audit.image(j, hidden) j from (select to_jsonb(r) j from new_rows r) x) n on n.k = o.k
    where o.j is distinct from n.j;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION audit.record_view(by_operation text, by_actor text, by_request text, of_relation text, keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform set_config('synchronous_commit', 'off', true);
  insert into audit.entry (kind, relation, key, operation, actor, request)
  select 'view', of_relation, k, by_operation, by_actor, by_request from unnest(keys) k;
end $function$;

CREATE OR REPLACE FUNCTION audit.root_of(leaves bytea[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  level bytea[] := leaves;
begin
  while cardinality(level) > 1 loop
    select array_agg(case when b is null then a else sha256(a || b) end order by i) into level
    from (select i, level[i] a, level[i + 1] b from generate_series(1, cardinality(level), 2) i) pairs;
  end loop;
  return coalesce(level[1], sha256(''::bytea));
end $function$;

CREATE OR REPLACE FUNCTION audit.seal()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
  last audit.batch;
  piece record;
  done bigint := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('audit.seal')) then return 0; end if;
  select * into last from audit.batch order by number desc limit 1;
  for piece in
    select array_agg(id order by xid, id) ids, array_agg(audit.leaf(e) order by xid, id) leaves
    from (select entry as e, entry.id, entry.xid, (row_number() over (order by entry.xid, entry.id) - 1) / 4096 as part
          from audit.entry where xid >= coalesce(last.until_xid, '0'::xid8) and xid < horizon) x
    group by part order by part
  loop
    insert into audit.batch (number, until_xid, sealed, ids, leaves, root, previous, hash)
    values (coalesce(last.number, 0) + 1, horizon, coalesce(last.sealed, 0) + cardinality(piece.ids), piece.ids, piece.leaves, audit.root_of(piece.leaves), coalesce(last.hash, ''::bytea),
      audit.hash_of(coalesce(last.number, 0) + 1, coalesce(last.hash, ''::bytea), audit.root_of(piece.leaves), piece.ids))
    returning * into last;
    done := done + cardinality(piece.ids);
  end loop;
  return done;
end $function$;

CREATE OR REPLACE FUNCTION audit.unsealed()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*) from audit.entry where xid >= coalesce((select until_xid from audit.batch order by number desc limit 1), '0'::xid8)
$function$;

CREATE OR REPLACE FUNCTION audit.views_of_rows(of_relations text[], of_keys text[], before_id bigint, at_most integer)
 RETURNS TABLE(id bigint, at timestamp with time zone, relation text, key text, operation text, actor text, request text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select e.id, e.at, e.relation, e.key, e.operation, e.actor, e.request
  from (select distinct r, k from unnest(of_relations, of_keys) x(r, k)) mine
  join audit.entry e on e.relation = mine.r and e.key = mine.k and e.kind = 'view'
  where before_id is null or e.id < before_id
  order by e.id desc limit at_most
$function$;

create table audit.batch (
  number bigint not null,
  until_xid xid8 not null,
  sealed_at timestamp with time zone not null default clock_timestamp(),
  sealed bigint not null,
  ids bigint[] not null,
  leaves bytea[] not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  constraint batch_pkey PRIMARY KEY (number)
);

create table audit.entry (
  id bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default clock_timestamp(),
  kind text not null,
  relation text not null,
  key text not null,
  before jsonb,
  after jsonb,
  operation text not null,
  actor text not null,
  request text not null,
  constraint entry_pkey PRIMARY KEY (id),
  constraint entry_kind_check CHECK ((kind = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text, 'view'::text])))
);

CREATE INDEX entry_by_actor ON audit.entry USING btree (actor, id);
CREATE INDEX entry_by_row ON audit.entry USING btree (relation, key, id);
CREATE INDEX entry_by_xid ON audit.entry USING btree (xid, id);

create event trigger audit_attach on ddl_command_end when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') execute function audit.attach();

grant execute on function audit.attach() to public;
grant execute on function audit.find_entries(text,text,text,text,text,timestamp with time zone,timestamp with time zone,bigint,integer) to cuaso_app;
grant execute on function audit.head() to cuaso_app;
grant execute on function audit.record_view(text,text,text,text,text[]) to cuaso_app;
grant execute on function audit.seal() to cuaso_app;
grant execute on function audit.unsealed() to cuaso_app;
grant execute on function audit.views_of_rows(text[],text[],bigint,integer) to cuaso_app;
grant usage on schema audit to cuaso_app;

create schema cases;

create table cases.attachment (
  dossier_id uuid not null,
  file_id uuid not null,
  role text not null,
  paper_key text,
  seq integer not null,
  constraint attachment_pkey PRIMARY KEY (dossier_id, file_id),
  constraint attachment_role_check CHECK ((role = ANY (ARRAY['paper'::text, 'supplement'::text, 'opinion'::text, 'draft'::text, 'result'::text]))),
  constraint attachment_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES cases.dossier(id),
  constraint attachment_file_id_fkey FOREIGN KEY (file_id) REFERENCES files.file(id)
);

create table cases.calendar (
  version text not null,
  content jsonb not null,
  applied_at timestamp with time zone not null,
  is_current boolean not null,
  constraint calendar_pkey PRIMARY KEY (version)
);

create table cases.definition (
  id uuid not null,
  content jsonb not null,
  content_hash text not null,
  constraint definition_pkey PRIMARY KEY (id),
  constraint definition_content_hash_key UNIQUE (content_hash)
);

create table cases.dossier (
  id uuid not null,
  code text not null,
  code_secret text not null,
  seq integer not null,
  folded jsonb not null,
  definition_id uuid not null,
  procedure_code text not null,
  procedure_name text not null,
  field_code text not null,
  level text not null,
  agency_id uuid not null,
  channel text not null,
  confidentiality text not null default 'normal'::text,
  state text not null,
  step_key text,
  step_kind text,
  step_title text,
  unit_id uuid,
  official_id uuid,
  account_id uuid,
  applicant_name text not null,
  applicant_number text not null default ''::text,
  subject text not null default ''::text,
  submitted_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  calendar_version text,
  due_at timestamp with time zone,
  step_due_at timestamp with time zone,
  ready_at timestamp with time zone,
  outcome text,
  timeliness text,
  closed_at timestamp with time zone,
  closed_as text,
  fee_vnd bigint not null default 0,
  search text generated always as (database.without_diacritics(((((((((code || ' '::text) || applicant_name) || ' '::text) || applicant_number) || ' '::text) || procedure_name) || ' '::text) || subject))) stored,
  constraint dossier_pkey PRIMARY KEY (id),
  constraint dossier_channel_check CHECK ((channel = ANY (ARRAY['counter'::text, 'online'::text, 'post'::text]))),
  constraint dossier_check CHECK ((((ready_at IS NULL) = (timeliness IS NULL)) OR (accepted_at IS NULL))),
  constraint dossier_check1 CHECK (((closed_at IS NULL) = (closed_as IS NULL))),
  constraint dossier_closed_as_check CHECK ((closed_as = ANY (ARRAY['returned'::text, 'withdrawn'::text, 'refused_intake'::text]))),
  constraint dossier_code_check CHECK ((code ~ '^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4}$'::text)),
  constraint dossier_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['normal'::text, 'personal'::text, 'restricted'::text]))),
  constraint dossier_fee_vnd_check CHECK ((fee_vnd >= 0)),
  constraint dossier_level_check CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text]))),
  constraint dossier_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'refused'::text]))),
  constraint dossier_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'awaiting_applicant'::text, 'processing'::text, 'result_ready'::text, 'closed'::text]))),
  constraint dossier_timeliness_check CHECK ((timeliness = ANY (ARRAY['early'::text, 'on_time'::text, 'late'::text]))),
  constraint dossier_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint dossier_calendar_version_fkey FOREIGN KEY (calendar_version) REFERENCES cases.calendar(version),
  constraint dossier_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES cases.definition(id),
  constraint dossier_official_id_fkey FOREIGN KEY (official_id) REFERENCES directory.official(id),
  constraint dossier_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id),
  constraint dossier_code_key UNIQUE (code)
);

create table cases.event (
  dossier_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  actor text not null,
  actor_name text not null default ''::text,
  data jsonb not null,
  constraint event_pkey PRIMARY KEY (dossier_id, seq),
  constraint event_seq_check CHECK ((seq > 0)),
  constraint event_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES cases.dossier(id)
);

create table cases.number_series (
  agency_id uuid not null,
  received_on date not null,
  last integer not null,
  constraint number_series_pkey PRIMARY KEY (agency_id, received_on),
  constraint number_series_last_check CHECK (((last >= 1) AND (last <= 9999))),
  constraint number_series_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id)
);

CREATE INDEX attachment_by_file ON cases.attachment USING btree (file_id);
CREATE UNIQUE INDEX calendar_one_current ON cases.calendar USING btree (is_current) WHERE is_current;
CREATE INDEX dossier_by_accepted ON cases.dossier USING btree (accepted_at) WHERE (accepted_at IS NOT NULL);
CREATE INDEX dossier_by_account ON cases.dossier USING btree (account_id, submitted_at) WHERE (account_id IS NOT NULL);
CREATE INDEX dossier_by_agency ON cases.dossier USING btree (agency_id, state, due_at, id);
CREATE INDEX dossier_by_applicant ON cases.dossier USING btree (applicant_number) WHERE (applicant_number <> ''::text);
CREATE INDEX dossier_by_official ON cases.dossier USING btree (official_id, state, due_at, id) WHERE (official_id IS NOT NULL);
CREATE INDEX dossier_by_ready ON cases.dossier USING btree (ready_at) WHERE (ready_at IS NOT NULL);
CREATE INDEX dossier_by_search ON cases.dossier USING gin (search public.gin_trgm_ops);
CREATE INDEX dossier_by_state ON cases.dossier USING btree (state, due_at, id);
CREATE INDEX dossier_by_unit ON cases.dossier USING btree (unit_id, state, due_at, id);

-- audited('{dossier_id,file_id}', '{}'): cases.attachment
-- audited('{version}', '{}'): cases.calendar
-- audited('{id}', '{}'): cases.definition
-- audited('{id}', '{code_secret}'): cases.dossier
-- audited('{dossier_id,seq}', '{}'): cases.event
-- audited('{agency_id,received_on}', '{}'): cases.number_series

grant usage on schema cases to cuaso_app;
grant delete, insert, select, update on table cases.attachment to cuaso_app;
grant insert, select, update on table cases.calendar to cuaso_app;
grant insert, select on table cases.definition to cuaso_app;
grant insert, select, update on table cases.dossier to cuaso_app;
grant insert, select on table cases.event to cuaso_app;
grant insert, select, update on table cases.number_series to cuaso_app;

create schema database;

CREATE OR REPLACE FUNCTION database.move_stamp()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update database.stamp set version = version + 1;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION database.open_schema()
 RETURNS event_trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION database.refresh_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  one record;
begin
  for one in
    select schemaname, tablename from pg_tables where tableowner = current_user order by 1, 2
  loop
    execute format('analyze %I.%I', one.schemaname, one.tablename);
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION database.without_diacritics(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(public.unaccent('public.unaccent'::regdictionary, NORMALIZE(value, NFC)));

create table database.migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default clock_timestamp(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table database.stamp (
  only_one boolean not null default true,
  version bigint not null,
  constraint stamp_pkey PRIMARY KEY (only_one),
  constraint stamp_only_one_check CHECK (only_one)
);

create event trigger database_open_schema on ddl_command_end when tag in ('CREATE SCHEMA') execute function database.open_schema();

grant execute on function database.move_stamp() to cuaso_app;
grant execute on function database.open_schema() to public;
grant execute on function database.refresh_statistics() to cuaso_app;
grant execute on function database.without_diacritics(text) to cuaso_app;
grant usage on schema database to cuaso_app;
grant select on table database.migration to cuaso_app;
grant select on table database.stamp to cuaso_app;

create schema directory;

create table directory.agency (
  id uuid not null,
  code text not null,
  code_is_synthetic boolean not null default false,
  level text not null,
  kind text not null,
  constraint agency_pkey PRIMARY KEY (id),
  constraint agency_code_check CHECK ((code ~ '^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}$'::text)),
  constraint agency_kind_check CHECK ((kind = ANY (ARRAY['province_committee'::text, 'department'::text, 'district_committee'::text, 'commune_committee'::text]))),
  constraint agency_level_check CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text]))),
  constraint agency_code_key UNIQUE (code)
);

create table directory.agency_succession (
  agency_id uuid not null,
  successor_id uuid not null,
  changed_on date not null,
  legal_basis text not null default ''::text,
  constraint agency_succession_pkey PRIMARY KEY (agency_id, successor_id),
  constraint agency_succession_check CHECK ((agency_id <> successor_id)),
  constraint agency_succession_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint agency_succession_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES directory.agency(id)
);

create table directory.agency_version (
  agency_id uuid not null,
  valid daterange not null,
  name text not null,
  short_name text not null,
  parent_id uuid,
  division_code text,
  address text not null default ''::text,
  phone text not null default ''::text,
  domain text not null default ''::text,
  search text generated always as (database.without_diacritics(((name || ' '::text) || short_name))) stored,
  constraint agency_version_pkey PRIMARY KEY (agency_id, valid WITHOUT OVERLAPS),
  constraint agency_version_check CHECK ((parent_id <> agency_id)),
  constraint agency_version_valid_check CHECK ((NOT isempty(valid))),
  constraint agency_version_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint agency_version_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES directory.agency(id)
);

create table directory.appointment (
  position_id uuid not null,
  valid daterange not null,
  official_id uuid not null,
  constraint appointment_pkey PRIMARY KEY (position_id, valid WITHOUT OVERLAPS),
  constraint appointment_valid_check CHECK ((NOT isempty(valid))),
  constraint appointment_official_id_fkey FOREIGN KEY (official_id) REFERENCES directory.official(id),
  constraint appointment_position_id_fkey FOREIGN KEY (position_id) REFERENCES directory."position"(id)
);

create table directory.division (
  code text not null,
  valid daterange not null,
  name text not null,
  kind text not null,
  parent_code text,
  search text generated always as (database.without_diacritics(((code || ' '::text) || name))) stored,
  constraint division_pkey PRIMARY KEY (code, valid WITHOUT OVERLAPS),
  constraint division_kind_check CHECK ((kind = ANY (ARRAY['province'::text, 'city'::text, 'town'::text, 'district'::text, 'ward'::text, 'township'::text, 'commune'::text]))),
  constraint division_valid_check CHECK ((NOT isempty(valid)))
);

create table directory.division_succession (
  code text not null,
  successor_code text not null,
  changed_on date not null,
  legal_basis text not null default ''::text,
  constraint division_succession_pkey PRIMARY KEY (code, successor_code, changed_on)
);

create table directory.official (
  id uuid not null,
  code text not null,
  name text not null,
  is_invented boolean not null default false,
  search text generated always as (database.without_diacritics(((code || ' '::text) || name))) stored,
  sort_name text generated always as (regexp_replace(name, '^(.*) (\S+)$'::text, '\2 \1'::text)) stored,
  constraint official_pkey PRIMARY KEY (id),
  constraint official_code_key UNIQUE (code)
);

create table directory."position" (
  id uuid not null,
  unit_id uuid not null,
  title text not null,
  duty text not null,
  valid daterange not null default daterange('2016-01-01'::date, NULL::date),
  constraint position_pkey PRIMARY KEY (id),
  constraint position_duty_check CHECK ((duty = ANY (ARRAY['leader'::text, 'division_head'::text, 'handler'::text, 'one_stop_clerk'::text, 'records_clerk'::text, 'procedure_controller'::text, 'administrator'::text]))),
  constraint position_valid_check CHECK ((NOT isempty(valid))),
  constraint position_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);

create table directory.unit (
  id uuid not null,
  agency_id uuid not null,
  code text not null,
  kind text not null,
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['leadership'::text, 'records_office'::text, 'one_stop'::text, 'division'::text]))),
  constraint unit_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint unit_agency_id_code_key UNIQUE (agency_id, code)
);

create table directory.unit_field (
  unit_id uuid not null,
  field_code text not null,
  constraint unit_field_pkey PRIMARY KEY (unit_id, field_code),
  constraint unit_field_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);

create table directory.unit_version (
  unit_id uuid not null,
  valid daterange not null,
  name text not null,
  constraint unit_version_pkey PRIMARY KEY (unit_id, valid WITHOUT OVERLAPS),
  constraint unit_version_valid_check CHECK ((NOT isempty(valid))),
  constraint unit_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES directory.unit(id)
);

CREATE INDEX agency_version_by_parent ON directory.agency_version USING btree (parent_id);
CREATE INDEX appointment_by_official ON directory.appointment USING btree (official_id);
CREATE INDEX division_by_parent ON directory.division USING btree (parent_code);
CREATE INDEX official_by_name ON directory.official USING btree (sort_name, code);
CREATE INDEX official_by_search ON directory.official USING gin (search public.gin_trgm_ops);
CREATE INDEX position_by_unit ON directory."position" USING btree (unit_id);

-- audited('{id}', '{}'): directory."position"
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON directory."position" FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{id}', '{}'): directory.agency
-- audited('{agency_id,successor_id}', '{}'): directory.agency_succession
-- audited('{agency_id,valid}', '{}'): directory.agency_version
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON directory.agency_version FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{position_id,valid}', '{}'): directory.appointment
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON directory.appointment FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{code,valid}', '{}'): directory.division
-- audited('{code,successor_code,changed_on}', '{}'): directory.division_succession
-- audited('{id}', '{}'): directory.official
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON directory.official FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{id}', '{}'): directory.unit
CREATE TRIGGER moves_stamp AFTER INSERT OR DELETE OR UPDATE ON directory.unit FOR EACH STATEMENT EXECUTE FUNCTION database.move_stamp();
-- audited('{unit_id,field_code}', '{}'): directory.unit_field
-- audited('{unit_id,valid}', '{}'): directory.unit_version

grant usage on schema directory to cuaso_app;
grant delete, insert, select, update on table directory."position" to cuaso_app;
grant delete, insert, select, update on table directory.agency to cuaso_app;
grant delete, insert, select, update on table directory.agency_succession to cuaso_app;
grant delete, insert, select, update on table directory.agency_version to cuaso_app;
grant delete, insert, select, update on table directory.appointment to cuaso_app;
grant delete, insert, select, update on table directory.division to cuaso_app;
grant delete, insert, select, update on table directory.division_succession to cuaso_app;
grant delete, insert, select, update on table directory.official to cuaso_app;
grant delete, insert, select, update on table directory.unit to cuaso_app;
grant delete, insert, select, update on table directory.unit_field to cuaso_app;
grant delete, insert, select, update on table directory.unit_version to cuaso_app;

create schema files;

CREATE OR REPLACE FUNCTION files.orphans(before timestamp with time zone, at_most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

create table files.content (
  sha256 text not null,
  size integer not null,
  bytes bytea not null,
  constraint content_pkey PRIMARY KEY (sha256),
  constraint content_check CHECK ((octet_length(bytes) = size)),
  constraint content_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint content_size_check CHECK (((size >= 1) AND (size <= 20971520)))
);

create table files.file (
  id uuid not null,
  sha256 text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  purpose text not null,
  constraint file_pkey PRIMARY KEY (id),
  constraint file_name_check CHECK ((((length(name) >= 1) AND (length(name) <= 150)) AND (name !~ '[/\\[:cntrl:]]'::text))),
  constraint file_purpose_check CHECK ((purpose ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint file_size_check CHECK (((size >= 1) AND (size <= 20971520))),
  constraint file_sha256_fkey FOREIGN KEY (sha256) REFERENCES files.content(sha256)
);

create table files.upload (
  id uuid not null,
  uploaded_by text not null,
  name text not null,
  size integer not null,
  received integer not null default 0,
  file_id uuid,
  begun_at timestamp with time zone not null,
  constraint upload_pkey PRIMARY KEY (id),
  constraint upload_check CHECK (((received >= 0) AND (received <= size))),
  constraint upload_check1 CHECK (((file_id IS NULL) OR (received = size))),
  constraint upload_name_check CHECK (((length(name) >= 1) AND (length(name) <= 500))),
  constraint upload_size_check CHECK (((size >= 1) AND (size <= 20971520))),
  constraint upload_file_id_fkey FOREIGN KEY (file_id) REFERENCES files.file(id)
);

create table files.upload_part (
  upload_id uuid not null,
  starts_at integer not null,
  bytes bytea not null,
  constraint upload_part_pkey PRIMARY KEY (upload_id, starts_at),
  constraint upload_part_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 1048576))),
  constraint upload_part_starts_at_check CHECK ((starts_at >= 0)),
  constraint upload_part_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES files.upload(id)
);

CREATE INDEX file_by_age ON files.file USING btree (uploaded_at);
CREATE INDEX file_by_content ON files.file USING btree (sha256);
CREATE INDEX file_by_uploader ON files.file USING btree (uploaded_by, uploaded_at);
CREATE INDEX upload_by_age ON files.upload USING btree (begun_at);
CREATE INDEX upload_by_file ON files.upload USING btree (file_id) WHERE (file_id IS NOT NULL);
CREATE INDEX upload_by_uploader ON files.upload USING btree (uploaded_by, begun_at);

-- audited('{sha256}', '{bytes}'): files.content
-- audited('{id}', '{}'): files.file
-- audited('{id}', '{}'): files.upload
-- audited('{upload_id,starts_at}', '{bytes}'): files.upload_part

grant execute on function files.orphans(timestamp with time zone,integer) to cuaso_app;
grant usage on schema files to cuaso_app;
grant delete, insert, select, update on table files.content to cuaso_app;
grant delete, insert, select, update on table files.file to cuaso_app;
grant delete, insert, select, update on table files.upload to cuaso_app;
grant delete, insert, select, update on table files.upload_part to cuaso_app;

create schema finding;

create table finding.event_version (
  event_key text not null,
  number integer not null,
  audience text not null,
  "position" integer not null,
  title text not null,
  summary text not null,
  keywords text not null default ''::text,
  groups jsonb not null,
  is_shown boolean not null,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  constraint event_version_pkey PRIMARY KEY (event_key, number),
  constraint event_version_audience_check CHECK ((audience = ANY (ARRAY['citizen'::text, 'business'::text]))),
  constraint event_version_event_key_check CHECK (((event_key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(event_key) <= 60))),
  constraint event_version_groups_check CHECK ((jsonb_typeof(groups) = 'array'::text)),
  constraint event_version_number_check CHECK ((number > 0)),
  constraint event_version_position_check CHECK ((("position" >= 0) AND ("position" <= 999))),
  constraint event_version_summary_check CHECK (((length(summary) >= 1) AND (length(summary) <= 300))),
  constraint event_version_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)))
);

create table finding.question (
  id uuid not null,
  topic text not null,
  procedure_code text,
  "position" integer not null,
  question text not null,
  answer text not null,
  seq integer not null,
  edited_at timestamp with time zone not null,
  edited_by text not null,
  published_question text,
  published_answer text,
  published_at timestamp with time zone,
  published_by text,
  constraint question_pkey PRIMARY KEY (id),
  constraint question_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 6000))),
  constraint question_check CHECK (((topic = 'procedure'::text) = (procedure_code IS NOT NULL))),
  constraint question_check1 CHECK ((num_nulls(published_question, published_answer, published_at, published_by) = ANY (ARRAY[0, 4]))),
  constraint question_position_check CHECK ((("position" >= 0) AND ("position" <= 9999))),
  constraint question_question_check CHECK (((length(question) >= 1) AND (length(question) <= 300))),
  constraint question_seq_check CHECK ((seq > 0)),
  constraint question_topic_check CHECK ((topic = ANY (ARRAY['account'::text, 'filing'::text, 'paying'::text, 'following'::text, 'result'::text, 'procedure'::text, 'other'::text]))),
  constraint question_procedure_code_fkey FOREIGN KEY (procedure_code) REFERENCES procedures.procedure(code)
);

CREATE INDEX question_by_place ON finding.question USING btree (topic, "position", id) WHERE (published_at IS NOT NULL);
CREATE INDEX question_by_procedure ON finding.question USING btree (procedure_code, "position", id) WHERE (procedure_code IS NOT NULL);

-- audited('{event_key,number}', '{}'): finding.event_version
-- audited('{id}', '{}'): finding.question

grant usage on schema finding to cuaso_app;
grant insert, select on table finding.event_version to cuaso_app;
grant insert, select, update on table finding.question to cuaso_app;

create schema identity;

create table identity.account (
  id uuid not null,
  kind text not null,
  login text not null,
  name text not null,
  official_id uuid,
  assurance text not null default 'declared'::text,
  password_secret text,
  must_change_password boolean not null default false,
  status text not null default 'active'::text,
  failed_attempts integer not null default 0,
  failed_at timestamp with time zone,
  locked_until timestamp with time zone,
  phone text not null default ''::text,
  email text not null default ''::text,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  search text generated always as (database.without_diacritics(((login || ' '::text) || name))) stored,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_assurance_check CHECK ((assurance = ANY (ARRAY['declared'::text, 'checked'::text, 'national_id'::text]))),
  constraint account_check CHECK (((kind = 'official'::text) = (official_id IS NOT NULL))),
  constraint account_check1 CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint account_failed_attempts_check CHECK ((failed_attempts >= 0)),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['official'::text, 'citizen'::text, 'business'::text]))),
  constraint account_login_check CHECK ((login ~ '^[A-Z0-9][A-Z0-9._-]{2,39}$'::text)),
  constraint account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'locked'::text, 'closed'::text]))),
  constraint account_official_id_fkey FOREIGN KEY (official_id) REFERENCES directory.official(id)
);

create table identity.client (
  id uuid not null,
  name text not null,
  token_hash bytea not null,
  scopes text[] not null,
  valid tstzrange not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint client_pkey PRIMARY KEY (id),
  constraint client_scopes_check CHECK ((cardinality(scopes) > 0)),
  constraint client_valid_check CHECK (((NOT isempty(valid)) AND (upper(valid) IS NOT NULL))),
  constraint client_token_hash_key UNIQUE (token_hash)
);

create table identity.oidc_link (
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  linked_at timestamp with time zone not null,
  constraint oidc_link_pkey PRIMARY KEY (issuer, subject),
  constraint oidc_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint oidc_link_issuer_account_id_key UNIQUE (issuer, account_id)
);

create table identity.oidc_login (
  id uuid not null,
  state_hash bytea not null,
  binding_hash bytea not null,
  nonce_secret text not null,
  verifier_secret text not null,
  return_to text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint oidc_login_pkey PRIMARY KEY (id),
  constraint oidc_login_state_hash_key UNIQUE (state_hash)
);

create table identity.passkey (
  id uuid not null,
  account_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint passkey_credential_id_key UNIQUE (credential_id)
);

create table identity.passkey_challenge (
  id uuid not null,
  purpose text not null,
  account_id uuid,
  challenge text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint passkey_challenge_pkey PRIMARY KEY (id),
  constraint passkey_challenge_check CHECK (((purpose = 'sign_in'::text) = (account_id IS NULL))),
  constraint passkey_challenge_purpose_check CHECK ((purpose = ANY (ARRAY['register'::text, 'sign_in'::text, 'second_factor'::text]))),
  constraint passkey_challenge_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);

create table identity.pending_sign_in (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  device text not null default ''::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint pending_sign_in_pkey PRIMARY KEY (id),
  constraint pending_sign_in_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint pending_sign_in_token_hash_key UNIQUE (token_hash)
);

create table identity.policy (
  id integer not null,
  require_second_factor_for_officials boolean not null,
  changed_at timestamp with time zone not null,
  constraint policy_pkey PRIMARY KEY (id),
  constraint policy_id_check CHECK ((id = 1))
);

create table identity.recovery_code (
  id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (id),
  constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);

create table identity.reset (
  id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  issued_by text not null,
  paper text not null default ''::text,
  removes_second_factor boolean not null default false,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint reset_pkey PRIMARY KEY (id),
  constraint reset_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);

create table identity.session (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  device text not null default ''::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  second_factor_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_check CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
  constraint session_check1 CHECK ((expires_at > created_at)),
  constraint session_ended_because_check CHECK ((ended_because = ANY (ARRAY['signed_out'::text, 'ended_elsewhere'::text, 'replaced'::text, 'password_changed'::text, 'account_closed'::text, 'account_locked'::text, 'owner_proved'::text]))),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint session_token_hash_key UNIQUE (token_hash)
);

create table identity.totp (
  account_id uuid not null,
  key_secret text not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  constraint totp_pkey PRIMARY KEY (account_id),
  constraint totp_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);

CREATE UNIQUE INDEX account_by_login ON identity.account USING btree (login) WHERE (status <> 'closed'::text);
CREATE UNIQUE INDEX account_by_official ON identity.account USING btree (official_id) WHERE (status <> 'closed'::text);
CREATE INDEX account_by_page ON identity.account USING btree (login, id);
CREATE INDEX account_by_search ON identity.account USING gin (search public.gin_trgm_ops);
CREATE INDEX passkey_by_account ON identity.passkey USING btree (account_id);
CREATE INDEX recovery_code_by_account ON identity.recovery_code USING btree (account_id);
CREATE INDEX reset_by_account ON identity.reset USING btree (account_id);
CREATE UNIQUE INDEX reset_one_open ON identity.reset USING btree (account_id) WHERE ((used_at IS NULL) AND (withdrawn_at IS NULL));
CREATE INDEX session_by_account ON identity.session USING btree (account_id, created_at);

-- audited('{id}', '{password_secret}'): identity.account
-- audited('{id}', '{token_hash}'): identity.client
-- audited('{issuer,subject}', '{}'): identity.oidc_link
-- audited('{id}', '{state_hash,binding_hash,nonce_secret,verifier_secret}'): identity.oidc_login
-- audited('{id}', '{public_key}'): identity.passkey
-- audited('{id}', '{}'): identity.passkey_challenge
-- audited('{id}', '{token_hash}'): identity.pending_sign_in
-- audited('{id}', '{}'): identity.policy
-- audited('{id}', '{code_hash}'): identity.recovery_code
-- audited('{id}', '{code_hash}'): identity.reset
-- audited('{id}', '{token_hash}'): identity.session
-- audited('{account_id}', '{key_secret}'): identity.totp

grant usage on schema identity to cuaso_app;
grant insert, select, update on table identity.account to cuaso_app;
grant insert, select, update on table identity.client to cuaso_app;
grant delete, insert, select, update on table identity.oidc_link to cuaso_app;
grant delete, insert, select, update on table identity.oidc_login to cuaso_app;
grant delete, insert, select, update on table identity.passkey to cuaso_app;
grant delete, insert, select, update on table identity.passkey_challenge to cuaso_app;
grant delete, insert, select, update on table identity.pending_sign_in to cuaso_app;
grant insert, select, update on table identity.policy to cuaso_app;
grant delete, insert, select, update on table identity.recovery_code to cuaso_app;
grant delete, insert, select, update on table identity.reset to cuaso_app;
grant delete, insert, select, update on table identity.session to cuaso_app;
grant delete, insert, select, update on table identity.totp to cuaso_app;

create schema notices;

create table notices.attempt (
  id uuid not null,
  delivery_id uuid not null,
  provider text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome text,
  problem text not null default ''::text,
  constraint attempt_pkey PRIMARY KEY (id),
  constraint attempt_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  constraint attempt_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'retry'::text, 'refused'::text, 'uncertain'::text, 'interrupted'::text]))),
  constraint attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES notices.delivery(id)
);

create table notices.bad_address (
  channel text not null,
  address text not null,
  problem text not null,
  found_at timestamp with time zone not null,
  constraint bad_address_pkey PRIMARY KEY (channel, address),
  constraint bad_address_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'zalo'::text, 'push'::text])))
);

create table notices.choice (
  account_id uuid not null,
  channels text[] not null,
  manner text not null,
  muted text[] not null default '{}'::text[],
  quiet_from integer not null,
  quiet_until integer not null,
  changed_at timestamp with time zone not null,
  constraint choice_pkey PRIMARY KEY (account_id),
  constraint choice_channels_check CHECK ((channels <@ ARRAY['email'::text, 'sms'::text, 'zalo'::text, 'push'::text])),
  constraint choice_manner_check CHECK ((manner = ANY (ARRAY['all'::text, 'first'::text]))),
  constraint choice_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint choice_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439))),
  constraint choice_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id)
);

create table notices.delivery (
  id uuid not null,
  notice_id uuid not null,
  key uuid not null,
  channel text not null,
  address text not null,
  state text not null,
  due_at timestamp with time zone not null,
  tries integer not null default 0,
  attempt_id uuid,
  claimed_until timestamp with time zone,
  is_in_doubt boolean not null default false,
  was_put_off boolean not null default false,
  joined_into uuid,
  provider text not null default ''::text,
  provider_reference text not null default ''::text,
  problem text not null default ''::text,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'zalo'::text, 'push'::text]))),
  constraint delivery_check CHECK (((state = 'sending'::text) = (claimed_until IS NOT NULL))),
  constraint delivery_check1 CHECK (((state = 'joined'::text) = (joined_into IS NOT NULL))),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'outbox'::text, 'joined'::text, 'expired'::text]))),
  constraint delivery_joined_into_fkey FOREIGN KEY (joined_into) REFERENCES notices.delivery(id),
  constraint delivery_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices.notice(id),
  constraint delivery_key_key UNIQUE (key),
  constraint delivery_notice_id_channel_address_key UNIQUE (notice_id, channel, address)
);

create table notices.notice (
  id uuid not null,
  dedupe_key text not null,
  kind text not null,
  subject_relation text not null,
  subject_id uuid not null,
  agency_id uuid,
  confidentiality text not null,
  account_id uuid,
  recipient_name text not null,
  template_version integer not null,
  title text not null,
  body text not null,
  sms text not null,
  facts jsonb not null default '{}'::jsonb,
  path text not null default ''::text,
  is_urgent boolean not null,
  remaining jsonb not null default '[]'::jsonb,
  silence text not null default ''::text,
  code_secret bytea,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null,
  search text generated always as (database.without_diacritics(((((title || ' '::text) || recipient_name) || ' '::text) || body))) stored,
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['normal'::text, 'personal'::text, 'restricted'::text]))),
  constraint notice_silence_check CHECK ((silence = ANY (ARRAY[''::text, 'muted'::text, 'no_address'::text]))),
  constraint notice_template_version_check CHECK ((template_version >= 0)),
  constraint notice_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint notice_dedupe_key_key UNIQUE (dedupe_key)
);

create table notices.subscription (
  id uuid not null,
  account_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth_secret text not null,
  device text not null default ''::text,
  made_at timestamp with time zone not null,
  constraint subscription_pkey PRIMARY KEY (id),
  constraint subscription_endpoint_check CHECK (((length(endpoint) >= 10) AND (length(endpoint) <= 1000))),
  constraint subscription_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint subscription_endpoint_key UNIQUE (endpoint)
);

create table notices.template (
  id uuid not null,
  kind text not null,
  version integer,
  title text not null,
  body text not null,
  sms text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  published_at timestamp with time zone,
  published_by text not null default ''::text,
  constraint template_pkey PRIMARY KEY (id),
  constraint template_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000))),
  constraint template_check CHECK (((version IS NULL) = (published_at IS NULL))),
  constraint template_sms_check CHECK (((length(sms) >= 1) AND (length(sms) <= 300))),
  constraint template_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint template_version_check CHECK ((version > 0)),
  constraint template_kind_version_key UNIQUE (kind, version)
);

create table notices.zalo_token (
  app_id text not null,
  token_secret bytea not null,
  expires_at timestamp with time zone not null,
  claimed_until timestamp with time zone,
  problem text not null default ''::text,
  changed_at timestamp with time zone not null,
  constraint zalo_token_pkey PRIMARY KEY (app_id)
);

create table notices.zalo_user (
  account_id uuid not null,
  user_id text,
  word_hash bytea,
  word_until timestamp with time zone,
  changed_at timestamp with time zone not null,
  constraint zalo_user_pkey PRIMARY KEY (account_id),
  constraint zalo_user_check CHECK (((word_hash IS NULL) = (word_until IS NULL))),
  constraint zalo_user_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint zalo_user_user_id_key UNIQUE (user_id),
  constraint zalo_user_word_hash_key UNIQUE (word_hash)
);

CREATE INDEX attempt_by_delivery ON notices.attempt USING btree (delivery_id, started_at);
CREATE INDEX delivery_by_day ON notices.delivery USING btree (channel, address, sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX delivery_by_notice ON notices.delivery USING btree (notice_id);
CREATE INDEX delivery_by_reference ON notices.delivery USING btree (provider_reference) WHERE (provider_reference <> ''::text);
CREATE INDEX delivery_claimed ON notices.delivery USING btree (claimed_until) WHERE (state = 'sending'::text);
CREATE INDEX delivery_due ON notices.delivery USING btree (due_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX notice_by_account ON notices.notice USING btree (account_id, created_at) WHERE (account_id IS NOT NULL);
CREATE INDEX notice_by_agency ON notices.notice USING btree (agency_id, created_at);
CREATE INDEX notice_by_search ON notices.notice USING gin (search public.gin_trgm_ops);
CREATE INDEX notice_by_subject ON notices.notice USING btree (subject_id);
CREATE INDEX notice_by_time ON notices.notice USING btree (created_at, id);
CREATE INDEX subscription_by_account ON notices.subscription USING btree (account_id);
CREATE UNIQUE INDEX template_one_draft ON notices.template USING btree (kind) WHERE (version IS NULL);

-- audited('{id}', '{}'): notices.attempt
-- audited('{channel,address}', '{}'): notices.bad_address
-- audited('{account_id}', '{}'): notices.choice
-- audited('{id}', '{}'): notices.delivery
-- audited('{id}', '{code_secret}'): notices.notice
-- audited('{id}', '{auth_secret}'): notices.subscription
-- audited('{id}', '{}'): notices.template
-- audited('{app_id}', '{token_secret}'): notices.zalo_token
-- audited('{account_id}', '{word_hash}'): notices.zalo_user

grant usage on schema notices to cuaso_app;
grant insert, select, update on table notices.attempt to cuaso_app;
grant delete, insert, select, update on table notices.bad_address to cuaso_app;
grant delete, insert, select, update on table notices.choice to cuaso_app;
grant insert, select, update on table notices.delivery to cuaso_app;
grant insert, select, update on table notices.notice to cuaso_app;
grant delete, insert, select, update on table notices.subscription to cuaso_app;
grant insert, select, update on table notices.template to cuaso_app;
grant delete, insert, select, update on table notices.zalo_token to cuaso_app;
grant delete, insert, select, update on table notices.zalo_user to cuaso_app;

create schema operations;

create table operations.idempotency (
  actor text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  output jsonb,
  at timestamp with time zone not null default clock_timestamp(),
  constraint idempotency_pkey PRIMARY KEY (actor, key)
);

CREATE INDEX idempotency_by_age ON operations.idempotency USING btree (at);

grant usage on schema operations to cuaso_app;
grant delete, insert, select, update on table operations.idempotency to cuaso_app;

create schema payments;

CREATE OR REPLACE FUNCTION payments.check_sum()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  wanted uuid;
begin
  if tg_table_name = 'line' then wanted := new.order_id; else wanted := new.id; end if;
  if exists (select from payments.payment_order o where o.id = wanted
      and o.amount_vnd <> (select coalesce(sum(l.amount_vnd), 0) from payments.line l where l.order_id = o.id)) then
    raise exception 'the lines of payment order % are not its amount', wanted using errcode = 'check_violation';
  end if;
  return null;
end $function$;

create table payments.account (
  agency_id uuid not null,
  valid daterange not null,
  bank_bin text not null,
  bank_name text not null,
  account_number text not null,
  account_name text not null,
  is_invented boolean not null default false,
  constraint account_pkey PRIMARY KEY (agency_id, valid WITHOUT OVERLAPS),
  constraint account_account_name_check CHECK (((length(account_name) >= 1) AND (length(account_name) <= 200))),
  constraint account_account_number_check CHECK ((account_number ~ '^[0-9A-Za-z]{4,19}$'::text)),
  constraint account_bank_bin_check CHECK ((bank_bin ~ '^\d{6}$'::text)),
  constraint account_bank_name_check CHECK (((length(bank_name) >= 1) AND (length(bank_name) <= 200))),
  constraint account_valid_check CHECK ((NOT isempty(valid))),
  constraint account_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id)
);

create table payments.attempt (
  id uuid not null,
  order_id uuid not null,
  number integer not null,
  reference text not null,
  amount_vnd bigint not null,
  state text not null default 'open'::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  next_ask_at timestamp with time zone,
  asked integer not null default 0,
  gateway_number text not null default ''::text,
  result_code text not null default ''::text,
  ended_at timestamp with time zone,
  constraint attempt_pkey PRIMARY KEY (id),
  constraint attempt_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint attempt_check CHECK ((expires_at > created_at)),
  constraint attempt_check1 CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint attempt_check2 CHECK (((next_ask_at IS NOT NULL) OR (state <> 'open'::text))),
  constraint attempt_check3 CHECK (((next_ask_at IS NULL) OR (state = ANY (ARRAY['open'::text, 'expired'::text])))),
  constraint attempt_number_check CHECK (((number >= 1) AND (number <= 99))),
  constraint attempt_state_check CHECK ((state = ANY (ARRAY['open'::text, 'succeeded'::text, 'failed'::text, 'expired'::text]))),
  constraint attempt_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id),
  constraint attempt_order_id_number_key UNIQUE (order_id, number),
  constraint attempt_reference_key UNIQUE (reference)
);

create table payments.callback (
  id uuid not null,
  reference text not null,
  gateway_number text not null,
  result_code text not null,
  amount_vnd bigint not null,
  received_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  outcome text not null,
  constraint callback_pkey PRIMARY KEY (id),
  constraint callback_check CHECK (((outcome = 'kept'::text) = (settled_at IS NULL))),
  constraint callback_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'taken'::text, 'not_paid'::text, 'known'::text, 'other_amount'::text]))),
  constraint callback_reference_gateway_number_result_code_key UNIQUE (reference, gateway_number, result_code)
);

create table payments.difference (
  id uuid not null,
  kind text not null,
  agency_id uuid,
  order_id uuid,
  reference text not null,
  gateway_number text not null default ''::text,
  our_vnd bigint,
  gateway_vnd bigint,
  found_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by text,
  note text,
  constraint difference_pkey PRIMARY KEY (id),
  constraint difference_check CHECK ((((settled_at IS NULL) = (settled_by IS NULL)) AND ((settled_at IS NULL) = (note IS NULL)))),
  constraint difference_kind_check CHECK ((kind = ANY (ARRAY['other_amount'::text, 'unknown_here'::text, 'unknown_there'::text, 'paid_twice'::text, 'paid_after_cancel'::text]))),
  constraint difference_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint difference_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id),
  constraint difference_kind_reference_gateway_number_key UNIQUE (kind, reference, gateway_number)
);

create table payments.event (
  order_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  actor text not null,
  actor_name text not null default ''::text,
  text text not null default ''::text,
  constraint event_pkey PRIMARY KEY (order_id, seq),
  constraint event_kind_check CHECK ((kind = ANY (ARRAY['raised'::text, 'begun'::text, 'not_paid'::text, 'paid'::text, 'cancelled'::text, 'receipt_issued'::text, 'receipt_voided'::text, 'refund_asked'::text, 'refund_confirmed'::text, 'refund_refused'::text, 'refund_failed'::text, 'refunded'::text]))),
  constraint event_seq_check CHECK ((seq > 0)),
  constraint event_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id)
);

create table payments.line (
  order_id uuid not null,
  seq integer not null,
  key text not null,
  name text not null,
  kind text not null,
  full_vnd bigint not null,
  amount_vnd bigint not null,
  exempt_reason text not null default ''::text,
  constraint line_pkey PRIMARY KEY (order_id, seq),
  constraint line_check CHECK (((amount_vnd >= 0) AND (amount_vnd <= full_vnd))),
  constraint line_check1 CHECK (((amount_vnd < full_vnd) = (exempt_reason <> ''::text))),
  constraint line_full_vnd_check CHECK ((full_vnd >= 0)),
  constraint line_kind_check CHECK ((kind = ANY (ARRAY['fee'::text, 'charge'::text]))),
  constraint line_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint line_seq_check CHECK ((seq > 0)),
  constraint line_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id),
  constraint line_order_id_key_key UNIQUE (order_id, key)
);

create table payments.payment_order (
  id uuid not null,
  code text not null,
  dossier_id uuid not null,
  agency_id uuid not null,
  account_id uuid,
  payer_name text not null,
  due text not null,
  amount_vnd bigint not null,
  state text not null,
  seq integer not null,
  raised_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  paid_way text,
  paid_reference text,
  constraint payment_order_pkey PRIMARY KEY (id),
  constraint payment_order_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint payment_order_check CHECK ((((paid_at IS NULL) = (paid_way IS NULL)) AND ((paid_at IS NULL) = (paid_reference IS NULL)))),
  constraint payment_order_check1 CHECK (((state = ANY (ARRAY['paid'::text, 'refunded'::text])) = (paid_at IS NOT NULL))),
  constraint payment_order_code_check CHECK ((code ~ '^TT[2-9A-HJ-NP-Z]{8}$'::text)),
  constraint payment_order_due_check CHECK ((due = ANY (ARRAY['at_filing'::text, 'on_notice'::text]))),
  constraint payment_order_paid_way_check CHECK ((paid_way = ANY (ARRAY['gateway'::text, 'transfer'::text, 'cash'::text]))),
  constraint payment_order_seq_check CHECK ((seq > 0)),
  constraint payment_order_state_check CHECK ((state = ANY (ARRAY['due'::text, 'paying'::text, 'paid'::text, 'refunded'::text, 'cancelled'::text]))),
  constraint payment_order_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint payment_order_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES cases.dossier(id),
  constraint payment_order_code_key UNIQUE (code)
);

create table payments.receipt (
  id uuid not null,
  order_id uuid not null,
  agency_id uuid not null,
  year integer not null,
  number integer not null,
  issued_at timestamp with time zone not null,
  collector_name text not null default ''::text,
  voided_at timestamp with time zone,
  void_reason text,
  void_by text,
  constraint receipt_pkey PRIMARY KEY (id),
  constraint receipt_check CHECK ((((voided_at IS NULL) = (void_reason IS NULL)) AND ((voided_at IS NULL) = (void_by IS NULL)))),
  constraint receipt_number_check CHECK ((number > 0)),
  constraint receipt_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint receipt_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id),
  constraint receipt_agency_id_year_number_key UNIQUE (agency_id, year, number)
);

create table payments.receipt_series (
  agency_id uuid not null,
  year integer not null,
  last integer not null,
  constraint receipt_series_pkey PRIMARY KEY (agency_id, year),
  constraint receipt_series_last_check CHECK ((last > 0)),
  constraint receipt_series_year_check CHECK (((year >= 2000) AND (year <= 2200))),
  constraint receipt_series_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id)
);

create table payments.reconciliation (
  day date not null,
  ran_at timestamp with time zone not null,
  listed integer not null,
  listed_vnd bigint not null,
  agreed integer not null,
  differences integer not null,
  constraint reconciliation_pkey PRIMARY KEY (day)
);

create table payments.refund (
  id uuid not null,
  order_id uuid not null,
  amount_vnd bigint not null,
  reason text not null,
  state text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text not null default ''::text,
  decided_at timestamp with time zone,
  reference text not null default ''::text,
  problem text not null default ''::text,
  done_at timestamp with time zone,
  constraint refund_pkey PRIMARY KEY (id),
  constraint refund_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint refund_check CHECK (((decided_by IS NULL) OR (decided_by <> asked_by))),
  constraint refund_check1 CHECK (((state = 'asked'::text) = (decided_at IS NULL))),
  constraint refund_check2 CHECK (((state = 'done'::text) = (done_at IS NOT NULL))),
  constraint refund_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
  constraint refund_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'refused'::text, 'confirmed'::text, 'done'::text, 'failed'::text]))),
  constraint refund_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES directory.official(id),
  constraint refund_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES directory.official(id),
  constraint refund_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id)
);

create table payments.statement (
  id uuid not null,
  agency_id uuid not null,
  file_name text not null,
  sha256 text not null,
  imported_at timestamp with time zone not null,
  imported_by text not null,
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint statement_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint statement_agency_id_sha256_key UNIQUE (agency_id, sha256)
);

create table payments.transfer (
  id uuid not null,
  statement_id uuid not null,
  agency_id uuid not null,
  bank_reference text not null,
  booked_on date not null,
  amount_vnd bigint not null,
  purpose text not null,
  order_id uuid,
  settled_at timestamp with time zone,
  settled_by text,
  note text not null default ''::text,
  constraint transfer_pkey PRIMARY KEY (id),
  constraint transfer_amount_vnd_check CHECK ((amount_vnd > 0)),
  constraint transfer_bank_reference_check CHECK (((length(bank_reference) >= 1) AND (length(bank_reference) <= 60))),
  constraint transfer_check CHECK (((settled_at IS NULL) = (settled_by IS NULL))),
  constraint transfer_check1 CHECK (((order_id IS NULL) OR (settled_at IS NOT NULL))),
  constraint transfer_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint transfer_order_id_fkey FOREIGN KEY (order_id) REFERENCES payments.payment_order(id),
  constraint transfer_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES payments.statement(id),
  constraint transfer_agency_id_bank_reference_key UNIQUE (agency_id, bank_reference)
);

CREATE INDEX attempt_by_created ON payments.attempt USING btree (created_at);
CREATE UNIQUE INDEX attempt_one_open ON payments.attempt USING btree (order_id) WHERE (state = 'open'::text);
CREATE INDEX attempt_to_ask ON payments.attempt USING btree (next_ask_at) WHERE (next_ask_at IS NOT NULL);
CREATE INDEX callback_kept ON payments.callback USING btree (received_at) WHERE (settled_at IS NULL);
CREATE INDEX difference_open ON payments.difference USING btree (found_at) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX event_paid_once ON payments.event USING btree (order_id) WHERE (kind = 'paid'::text);
CREATE UNIQUE INDEX event_refunded_once ON payments.event USING btree (order_id) WHERE (kind = 'refunded'::text);
CREATE INDEX payment_order_by_agency ON payments.payment_order USING btree (agency_id, state, raised_at DESC, id);
CREATE INDEX payment_order_by_dossier ON payments.payment_order USING btree (dossier_id);
CREATE INDEX payment_order_by_paid ON payments.payment_order USING btree (paid_at) WHERE (paid_at IS NOT NULL);
CREATE INDEX payment_order_by_raised ON payments.payment_order USING btree (raised_at DESC, id);
CREATE UNIQUE INDEX payment_order_one_at_filing ON payments.payment_order USING btree (dossier_id) WHERE (due = 'at_filing'::text);
CREATE UNIQUE INDEX receipt_one_good ON payments.receipt USING btree (order_id) WHERE (voided_at IS NULL);
CREATE INDEX refund_by_state ON payments.refund USING btree (state, asked_at);
CREATE UNIQUE INDEX refund_one_open ON payments.refund USING btree (order_id) WHERE (state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'done'::text]));
CREATE UNIQUE INDEX transfer_by_order ON payments.transfer USING btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX transfer_open ON payments.transfer USING btree (agency_id, booked_on) WHERE (settled_at IS NULL);

-- audited('{agency_id,valid}', '{}'): payments.account
-- audited('{id}', '{}'): payments.attempt
-- audited('{id}', '{}'): payments.callback
-- audited('{id}', '{}'): payments.difference
-- audited('{order_id,seq}', '{}'): payments.event
-- audited('{order_id,seq}', '{}'): payments.line
CREATE CONSTRAINT TRIGGER line_sum AFTER INSERT ON payments.line DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_sum();
-- audited('{id}', '{}'): payments.payment_order
CREATE CONSTRAINT TRIGGER order_sum AFTER INSERT OR UPDATE OF amount_vnd ON payments.payment_order DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_sum();
-- audited('{id}', '{}'): payments.receipt
-- audited('{agency_id,year}', '{}'): payments.receipt_series
-- audited('{day}', '{}'): payments.reconciliation
-- audited('{id}', '{}'): payments.refund
-- audited('{id}', '{}'): payments.statement
-- audited('{id}', '{}'): payments.transfer

grant execute on function payments.check_sum() to cuaso_app;
grant usage on schema payments to cuaso_app;
grant insert, select, update on table payments.account to cuaso_app;
grant insert, select, update on table payments.attempt to cuaso_app;
grant insert, select, update on table payments.callback to cuaso_app;
grant insert, select, update on table payments.difference to cuaso_app;
grant insert, select on table payments.event to cuaso_app;
grant insert, select on table payments.line to cuaso_app;
grant insert, select, update on table payments.payment_order to cuaso_app;
grant insert, select, update on table payments.receipt to cuaso_app;
grant insert, select, update on table payments.receipt_series to cuaso_app;
grant insert, select, update on table payments.reconciliation to cuaso_app;
grant insert, select, update on table payments.refund to cuaso_app;
grant insert, select on table payments.statement to cuaso_app;
grant insert, select, update on table payments.transfer to cuaso_app;

create schema post;

create table post.event (
  item_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  happened_at timestamp with time zone not null,
  actor text not null,
  actor_name text not null default ''::text,
  text text not null default ''::text,
  constraint event_pkey PRIMARY KEY (item_id, seq),
  constraint event_kind_check CHECK ((kind = ANY (ARRAY['requested'::text, 'address_corrected'::text, 'cancelled'::text, 'handed_over'::text, 'struck'::text, 'tracking_given'::text, 'in_transit'::text, 'delivered'::text, 'returned'::text, 'lost'::text, 'proof_attached'::text, 'loss_reported'::text, 'loss_answered'::text]))),
  constraint event_seq_check CHECK ((seq > 0)),
  constraint event_item_id_fkey FOREIGN KEY (item_id) REFERENCES post.item(id)
);

create table post.hand_over (
  id uuid not null,
  agency_id uuid not null,
  year integer not null,
  number integer not null,
  made_on date not null,
  made_at timestamp with time zone not null,
  giver_name text not null,
  taker_name text not null default ''::text,
  made_by text not null,
  constraint hand_over_pkey PRIMARY KEY (id),
  constraint hand_over_number_check CHECK ((number > 0)),
  constraint hand_over_taker_name_check CHECK ((length(taker_name) <= 150)),
  constraint hand_over_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint hand_over_agency_id_year_number_key UNIQUE (agency_id, year, number)
);

create table post.hand_over_line (
  hand_over_id uuid not null,
  line integer not null,
  item_id uuid not null,
  struck_at timestamp with time zone,
  struck_reason text,
  constraint hand_over_line_pkey PRIMARY KEY (hand_over_id, line),
  constraint hand_over_line_check CHECK (((struck_at IS NULL) = (struck_reason IS NULL))),
  constraint hand_over_line_line_check CHECK (((line >= 1) AND (line <= 500))),
  constraint hand_over_line_hand_over_id_fkey FOREIGN KEY (hand_over_id) REFERENCES post.hand_over(id),
  constraint hand_over_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES post.item(id),
  constraint hand_over_line_hand_over_id_item_id_key UNIQUE (hand_over_id, item_id)
);

create table post.hand_over_series (
  agency_id uuid not null,
  year integer not null,
  last integer not null,
  constraint hand_over_series_pkey PRIMARY KEY (agency_id, year),
  constraint hand_over_series_last_check CHECK ((last > 0)),
  constraint hand_over_series_year_check CHECK (((year >= 2000) AND (year <= 2200))),
  constraint hand_over_series_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id)
);

create table post.item (
  id uuid not null,
  code text not null,
  kind text not null,
  dossier_id uuid not null,
  agency_id uuid not null,
  account_id uuid,
  recipient_name text not null,
  phone text not null,
  division_code text not null,
  line text not null,
  address text not null,
  zone text not null,
  fee_vnd bigint,
  state text not null,
  seq integer not null,
  requested_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  hand_over_id uuid,
  handed_over_at timestamp with time zone,
  tracking text,
  delivered_at timestamp with time zone,
  receiver_name text not null default ''::text,
  proof_file_id uuid,
  search text generated always as (database.without_diacritics(((((((((code || ' '::text) || recipient_name) || ' '::text) || phone) || ' '::text) || address) || ' '::text) || COALESCE(tracking, ''::text)))) stored,
  constraint item_pkey PRIMARY KEY (id),
  constraint item_check CHECK (((hand_over_id IS NULL) = (handed_over_at IS NULL))),
  constraint item_check1 CHECK (((hand_over_id IS NOT NULL) OR (state = ANY (ARRAY['requested'::text, 'cancelled'::text])))),
  constraint item_check2 CHECK (((state = 'delivered'::text) = (delivered_at IS NOT NULL))),
  constraint item_check3 CHECK (((state = 'delivered'::text) = (receiver_name <> ''::text))),
  constraint item_code_check CHECK ((code ~ '^BC[2-9A-HJ-NP-Z]{8}$'::text)),
  constraint item_fee_vnd_check CHECK ((fee_vnd >= 0)),
  constraint item_kind_check CHECK ((kind = ANY (ARRAY['pick_up'::text, 'delivery'::text]))),
  constraint item_line_check CHECK (((length(line) >= 1) AND (length(line) <= 300))),
  constraint item_phone_check CHECK ((phone ~ '^0\d{9,10}$'::text)),
  constraint item_recipient_name_check CHECK (((length(recipient_name) >= 1) AND (length(recipient_name) <= 150))),
  constraint item_seq_check CHECK ((seq > 0)),
  constraint item_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'handed_over'::text, 'in_transit'::text, 'delivered'::text, 'returned'::text, 'lost'::text, 'cancelled'::text]))),
  constraint item_tracking_check CHECK ((tracking ~ '^[0-9A-Z]{8,20}$'::text)),
  constraint item_zone_check CHECK ((zone = ANY (ARRAY['near'::text, 'province'::text]))),
  constraint item_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint item_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES cases.dossier(id),
  constraint item_hand_over_id_fkey FOREIGN KEY (hand_over_id) REFERENCES post.hand_over(id),
  constraint item_proof_file_id_fkey FOREIGN KEY (proof_file_id) REFERENCES files.file(id),
  constraint item_code_key UNIQUE (code)
);

create table post.loss (
  id uuid not null,
  item_id uuid not null,
  reported_by text not null,
  reported_at timestamp with time zone not null,
  text text not null,
  due_on date not null,
  outcome text,
  answer text,
  answered_at timestamp with time zone,
  answered_by_name text,
  constraint loss_pkey PRIMARY KEY (id),
  constraint loss_check CHECK ((((outcome IS NULL) = (answered_at IS NULL)) AND ((outcome IS NULL) = (answer IS NULL)) AND ((outcome IS NULL) = (answered_by_name IS NULL)))),
  constraint loss_outcome_check CHECK ((outcome = ANY (ARRAY['found'::text, 'issued_again'::text, 'compensated'::text]))),
  constraint loss_reported_by_check CHECK ((reported_by = ANY (ARRAY['applicant'::text, 'post'::text, 'agency'::text]))),
  constraint loss_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000))),
  constraint loss_item_id_fkey FOREIGN KEY (item_id) REFERENCES post.item(id)
);

create table post.report (
  id uuid not null,
  agency_id uuid not null,
  file_name text not null,
  imported_at timestamp with time zone not null,
  imported_by text not null,
  taken integer not null,
  known integer not null,
  wrong jsonb not null,
  constraint report_pkey PRIMARY KEY (id),
  constraint report_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id)
);

create table post.tariff (
  kind text not null,
  zone text not null,
  valid daterange not null,
  fee_vnd bigint not null,
  is_invented boolean not null default false,
  constraint tariff_pkey PRIMARY KEY (kind, zone, valid WITHOUT OVERLAPS),
  constraint tariff_fee_vnd_check CHECK (((fee_vnd >= 0) AND (fee_vnd <= 10000000))),
  constraint tariff_kind_check CHECK ((kind = ANY (ARRAY['pick_up'::text, 'delivery'::text]))),
  constraint tariff_valid_check CHECK ((NOT isempty(valid))),
  constraint tariff_zone_check CHECK ((zone = ANY (ARRAY['near'::text, 'province'::text])))
);

CREATE INDEX hand_over_by_agency ON post.hand_over USING btree (agency_id, made_at DESC, id);
CREATE INDEX hand_over_line_by_item ON post.hand_over_line USING btree (item_id);
CREATE INDEX item_by_agency ON post.item USING btree (agency_id, state, requested_at, id);
CREATE INDEX item_by_dossier ON post.item USING btree (dossier_id, requested_at);
CREATE INDEX item_by_hand_over ON post.item USING btree (hand_over_id) WHERE (hand_over_id IS NOT NULL);
CREATE UNIQUE INDEX item_by_tracking ON post.item USING btree (tracking) WHERE (tracking IS NOT NULL);
CREATE UNIQUE INDEX item_one_open ON post.item USING btree (dossier_id, kind) WHERE (state = ANY (ARRAY['requested'::text, 'handed_over'::text, 'in_transit'::text]));
CREATE INDEX loss_by_due ON post.loss USING btree (due_on) WHERE (outcome IS NULL);
CREATE UNIQUE INDEX loss_one_open ON post.loss USING btree (item_id) WHERE (outcome IS NULL);
CREATE INDEX report_by_agency ON post.report USING btree (agency_id, imported_at DESC, id);

-- audited('{item_id,seq}', '{}'): post.event
-- audited('{id}', '{}'): post.hand_over
-- audited('{hand_over_id,line}', '{}'): post.hand_over_line
-- audited('{agency_id,year}', '{}'): post.hand_over_series
-- audited('{id}', '{}'): post.item
-- audited('{id}', '{}'): post.loss
-- audited('{id}', '{}'): post.report
-- audited('{kind,zone,valid}', '{}'): post.tariff

grant usage on schema post to cuaso_app;
grant insert, select on table post.event to cuaso_app;
grant insert, select, update on table post.hand_over to cuaso_app;
grant insert, select, update on table post.hand_over_line to cuaso_app;
grant insert, select, update on table post.hand_over_series to cuaso_app;
grant insert, select, update on table post.item to cuaso_app;
grant insert, select, update on table post.loss to cuaso_app;
grant insert, select on table post.report to cuaso_app;
grant insert, select, update on table post.tariff to cuaso_app;

create schema procedures;

create table procedures.draft (
  procedure_code text not null,
  content jsonb not null,
  seq integer not null,
  edited_at timestamp with time zone not null,
  edited_by text not null,
  constraint draft_pkey PRIMARY KEY (procedure_code),
  constraint draft_procedure_code_fkey FOREIGN KEY (procedure_code) REFERENCES procedures.procedure(code)
);

create table procedures.field (
  code text not null,
  name text not null,
  ministry text not null default ''::text,
  constraint field_pkey PRIMARY KEY (code)
);

create table procedures.listed (
  code text not null,
  name text not null,
  field_code text not null,
  levels text[] not null,
  agency_text text not null default ''::text,
  decision text not null default ''::text,
  reason text not null,
  source text not null,
  constraint listed_pkey PRIMARY KEY (code),
  constraint listed_reason_check CHECK ((reason = ANY (ARRAY['other_body'::text, 'limit_unknown'::text]))),
  constraint listed_field_code_fkey FOREIGN KEY (field_code) REFERENCES procedures.field(code)
);

create table procedures.procedure (
  code text not null,
  source text not null default 'portal'::text,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint procedure_pkey PRIMARY KEY (code)
);

create table procedures.version (
  procedure_code text not null,
  valid daterange not null,
  number integer not null,
  definition_id uuid not null,
  name text not null,
  field_code text not null,
  levels text[] not null,
  agency_id uuid,
  online_level smallint not null,
  audience text not null default ''::text,
  legal_basis text not null default ''::text,
  confidentiality text not null default 'normal'::text,
  note text not null default ''::text,
  published_at timestamp with time zone not null,
  published_by text not null,
  constraint version_pkey PRIMARY KEY (procedure_code, valid WITHOUT OVERLAPS),
  constraint version_check CHECK (((NOT ('province'::text = ANY (levels))) OR (agency_id IS NOT NULL))),
  constraint version_confidentiality_check CHECK ((confidentiality = ANY (ARRAY['normal'::text, 'personal'::text, 'restricted'::text]))),
  constraint version_levels_check CHECK (((levels <@ ARRAY['province'::text, 'district'::text, 'commune'::text]) AND (cardinality(levels) > 0))),
  constraint version_number_check CHECK ((number > 0)),
  constraint version_online_level_check CHECK (((online_level >= 1) AND (online_level <= 4))),
  constraint version_valid_check CHECK ((NOT isempty(valid))),
  constraint version_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint version_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES cases.definition(id),
  constraint version_field_code_fkey FOREIGN KEY (field_code) REFERENCES procedures.field(code),
  constraint version_procedure_code_fkey FOREIGN KEY (procedure_code) REFERENCES procedures.procedure(code),
  constraint version_procedure_code_number_key UNIQUE (procedure_code, number)
);

CREATE INDEX version_by_field ON procedures.version USING btree (field_code);

-- audited('{procedure_code}', '{}'): procedures.draft
-- audited('{code}', '{}'): procedures.field
-- audited('{code}', '{}'): procedures.listed
-- audited('{code}', '{}'): procedures.procedure
-- audited('{procedure_code,valid}', '{}'): procedures.version

grant usage on schema procedures to cuaso_app;
grant delete, insert, select, update on table procedures.draft to cuaso_app;
grant delete, insert, select, update on table procedures.field to cuaso_app;
grant delete, insert, select, update on table procedures.listed to cuaso_app;
grant insert, select on table procedures.procedure to cuaso_app;
grant delete, insert, select, update on table procedures.version to cuaso_app;

create schema ratings;

create table ratings.rating (
  dossier_id uuid not null,
  overall text not null,
  ease text not null,
  timeliness text not null,
  attitude text not null,
  reason text not null default ''::text,
  words text not null default ''::text,
  given_with text not null,
  handler_unit_id uuid,
  rated_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  words_state text not null,
  published_words text not null default ''::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text not null default ''::text,
  constraint rating_pkey PRIMARY KEY (dossier_id),
  constraint rating_attitude_check CHECK ((attitude = ANY (ARRAY['very_satisfied'::text, 'satisfied'::text, 'not_satisfied'::text]))),
  constraint rating_check CHECK ((changed_at >= rated_at)),
  constraint rating_check1 CHECK (((words = ''::text) = (words_state = 'none'::text))),
  constraint rating_check2 CHECK (((published_words <> ''::text) = (words_state = 'published'::text))),
  constraint rating_check3 CHECK (((decided_at IS NULL) = (words_state = ANY (ARRAY['none'::text, 'waiting'::text])))),
  constraint rating_check4 CHECK (((reason <> ''::text) OR (((('not_satisfied'::text <> overall) AND ('not_satisfied'::text <> ease)) AND ('not_satisfied'::text <> timeliness)) AND ('not_satisfied'::text <> attitude)))),
  constraint rating_ease_check CHECK ((ease = ANY (ARRAY['very_satisfied'::text, 'satisfied'::text, 'not_satisfied'::text]))),
  constraint rating_given_with_check CHECK ((given_with = ANY (ARRAY['account'::text, 'code'::text]))),
  constraint rating_overall_check CHECK ((overall = ANY (ARRAY['very_satisfied'::text, 'satisfied'::text, 'not_satisfied'::text]))),
  constraint rating_published_words_check CHECK ((length(published_words) <= 2000)),
  constraint rating_reason_check CHECK ((length(reason) <= 2000)),
  constraint rating_timeliness_check CHECK ((timeliness = ANY (ARRAY['very_satisfied'::text, 'satisfied'::text, 'not_satisfied'::text]))),
  constraint rating_words_check CHECK ((length(words) <= 2000)),
  constraint rating_words_state_check CHECK ((words_state = ANY (ARRAY['none'::text, 'waiting'::text, 'published'::text, 'withheld'::text]))),
  constraint rating_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES directory.official(id),
  constraint rating_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES cases.dossier(id),
  constraint rating_handler_unit_id_fkey FOREIGN KEY (handler_unit_id) REFERENCES directory.unit(id)
);

CREATE INDEX rating_by_time ON ratings.rating USING btree (rated_at);
CREATE INDEX rating_by_unit ON ratings.rating USING btree (handler_unit_id) WHERE (handler_unit_id IS NOT NULL);
CREATE INDEX rating_by_words ON ratings.rating USING btree (words_state, rated_at) WHERE (words_state = ANY (ARRAY['waiting'::text, 'published'::text]));

-- audited('{dossier_id}', '{}'): ratings.rating

grant usage on schema ratings to cuaso_app;
grant insert, select, update on table ratings.rating to cuaso_app;

create schema search;

CREATE OR REPLACE FUNCTION search.nearby(word text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ARRAY(SELECT nearby.word AS word UNION SELECT OVERLAY(nearby.word PLACING ''::text FROM i.i FOR 1) AS "overlay" FROM generate_series(1, length(nearby.word)) i(i));

create table search.document (
  corpus text not null,
  ref text not null,
  title text not null,
  folded_title text not null,
  folded_body text not null,
  words tsvector generated always as (((setweight(to_tsvector('simple'::regconfig, folded_title), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, folded_keywords), 'B'::"char")) || setweight(to_tsvector('simple'::regconfig, folded_body), 'C'::"char"))) stored,
  spelled tsvector generated always as (to_tsvector('simple'::regconfig, lower(title))) stored,
  folded_keywords text not null default ''::text,
  extra jsonb not null default '{}'::jsonb,
  weight real not null default 0,
  title_words integer not null generated always as (GREATEST(1, cardinality(regexp_split_to_array(regexp_replace(folded_title, '^thu tuc '::text, ''::text), ' +'::text)))) stored,
  constraint document_pkey PRIMARY KEY (corpus, ref),
  constraint document_weight_check CHECK (((weight >= (0)::double precision) AND (weight <= (1)::double precision)))
);

create table search.word (
  corpus text not null,
  word text not null,
  near text[] not null generated always as (search.nearby(word)) stored,
  constraint word_pkey PRIMARY KEY (corpus, word),
  constraint word_word_check CHECK ((word ~ '^[a-z]{2,30}$'::text))
);

CREATE INDEX document_by_extra ON search.document USING gin (extra jsonb_path_ops);
CREATE INDEX document_by_words ON search.document USING gin (words);
CREATE INDEX word_by_near ON search.word USING gin (near);

grant execute on function search.nearby(text) to cuaso_app;
grant usage on schema search to cuaso_app;
grant delete, insert, select, update on table search.document to cuaso_app;
grant delete, insert, select, update on table search.word to cuaso_app;

create schema services;

create table services.draft (
  id uuid not null,
  account_id uuid not null,
  procedure_code text not null,
  definition_id uuid not null,
  agency_id uuid not null,
  behalf jsonb not null default '{"for": "self"}'::jsonb,
  answers jsonb not null default '{}'::jsonb,
  contact jsonb not null default '{}'::jsonb,
  left_behind jsonb not null default '[]'::jsonb,
  visited text[] not null default '{}'::text[],
  last_page text not null default ''::text,
  begun_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  sent_as uuid,
  constraint draft_pkey PRIMARY KEY (id),
  constraint draft_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text)),
  constraint draft_behalf_check CHECK ((jsonb_typeof(behalf) = 'object'::text)),
  constraint draft_check CHECK (((octet_length((answers)::text) <= 300000) AND (octet_length((contact)::text) <= 20000) AND (octet_length((behalf)::text) <= 5000))),
  constraint draft_contact_check CHECK ((jsonb_typeof(contact) = 'object'::text)),
  constraint draft_last_page_check CHECK ((length(last_page) <= 60)),
  constraint draft_left_behind_check CHECK ((jsonb_typeof(left_behind) = 'array'::text)),
  constraint draft_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint draft_definition_id_fkey FOREIGN KEY (definition_id) REFERENCES cases.definition(id),
  constraint draft_sent_as_fkey FOREIGN KEY (sent_as) REFERENCES cases.dossier(id)
);

create table services.draft_file (
  draft_id uuid not null,
  file_id uuid not null,
  paper_key text not null,
  held_dossier_id uuid,
  added_at timestamp with time zone not null,
  constraint draft_file_pkey PRIMARY KEY (draft_id, file_id),
  constraint draft_file_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES services.draft(id),
  constraint draft_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES files.file(id),
  constraint draft_file_held_dossier_id_fkey FOREIGN KEY (held_dossier_id) REFERENCES cases.dossier(id)
);

create table services.kept_typing (
  token_hash text not null,
  draft_id uuid not null,
  page text not null,
  typed jsonb not null,
  kept_at timestamp with time zone not null,
  constraint kept_typing_pkey PRIMARY KEY (token_hash),
  constraint kept_typing_page_check CHECK (((length(page) >= 1) AND (length(page) <= 60))),
  constraint kept_typing_token_hash_check CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint kept_typing_typed_check CHECK ((octet_length((typed)::text) <= 300000)),
  constraint kept_typing_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES services.draft(id)
);

create table services.reused_paper (
  dossier_id uuid not null,
  paper_key text not null,
  held_dossier_id uuid not null,
  reused_on date not null,
  constraint reused_paper_pkey PRIMARY KEY (dossier_id, paper_key),
  constraint reused_paper_dossier_id_fkey FOREIGN KEY (dossier_id) REFERENCES cases.dossier(id),
  constraint reused_paper_held_dossier_id_fkey FOREIGN KEY (held_dossier_id) REFERENCES cases.dossier(id)
);

CREATE INDEX draft_by_account ON services.draft USING btree (account_id, saved_at);
CREATE INDEX draft_by_age ON services.draft USING btree (saved_at);
CREATE INDEX draft_file_by_dossier ON services.draft_file USING btree (held_dossier_id) WHERE (held_dossier_id IS NOT NULL);
CREATE INDEX draft_file_by_file ON services.draft_file USING btree (file_id);
CREATE INDEX kept_typing_by_age ON services.kept_typing USING btree (kept_at);
CREATE INDEX kept_typing_by_draft ON services.kept_typing USING btree (draft_id);
CREATE INDEX reused_paper_by_day ON services.reused_paper USING btree (reused_on);
CREATE INDEX reused_paper_by_held ON services.reused_paper USING btree (held_dossier_id);

-- audited('{id}', '{}'): services.draft
-- audited('{draft_id,file_id}', '{}'): services.draft_file
-- audited('{token_hash}', '{}'): services.kept_typing
-- audited('{dossier_id,paper_key}', '{}'): services.reused_paper

grant usage on schema services to cuaso_app;
grant delete, insert, select, update on table services.draft to cuaso_app;
grant delete, insert, select, update on table services.draft_file to cuaso_app;
grant delete, insert, select, update on table services.kept_typing to cuaso_app;
grant delete, insert, select, update on table services.reused_paper to cuaso_app;

create schema signing;

create table signing.agent (
  id uuid not null,
  account_id uuid not null,
  name text not null default ''::text,
  code_hash bytea,
  code_until timestamp with time zone,
  token_hash bytea,
  made_at timestamp with time zone not null,
  paired_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint agent_pkey PRIMARY KEY (id),
  constraint agent_check CHECK (((paired_at IS NULL) = (token_hash IS NULL))),
  constraint agent_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint agent_token_hash_key UNIQUE (token_hash)
);

create table signing.authority (
  id uuid not null,
  name text not null,
  is_anchor boolean not null,
  der bytea not null,
  fingerprint text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  trusted_from timestamp with time zone not null,
  trusted_until timestamp with time zone,
  crl_url text not null default ''::text,
  ocsp_url text not null default ''::text,
  reason text not null,
  added_at timestamp with time zone not null,
  constraint authority_pkey PRIMARY KEY (id),
  constraint authority_check CHECK ((valid_until > valid_from)),
  constraint authority_check1 CHECK ((trusted_until >= trusted_from)),
  constraint authority_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
  constraint authority_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint authority_fingerprint_key UNIQUE (fingerprint)
);

create table signing.certificate (
  id uuid not null,
  holder_kind text not null,
  official_id uuid,
  agency_id uuid not null,
  holder_name text not null,
  position_title text not null default ''::text,
  der bytea not null,
  fingerprint text not null,
  serial text not null,
  subject text not null,
  issuer text not null,
  authority_id uuid,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  device text not null,
  key_name text not null default ''::text,
  status text not null default 'active'::text,
  revoked_at timestamp with time zone,
  status_reason text not null default ''::text,
  image_file_id uuid,
  recorded_at timestamp with time zone not null,
  search text generated always as (database.without_diacritics(((((((holder_name || ' '::text) || position_title) || ' '::text) || serial) || ' '::text) || subject))) stored,
  constraint certificate_pkey PRIMARY KEY (id),
  constraint certificate_check CHECK ((valid_until > valid_from)),
  constraint certificate_check1 CHECK (((holder_kind = 'official'::text) = (official_id IS NOT NULL))),
  constraint certificate_check2 CHECK (((status = 'revoked'::text) = (revoked_at IS NOT NULL))),
  constraint certificate_device_check CHECK ((device = ANY (ARRAY['usb_token'::text, 'sim'::text, 'remote'::text, 'hsm'::text, 'test'::text]))),
  constraint certificate_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
  constraint certificate_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['official'::text, 'agency'::text]))),
  constraint certificate_status_check CHECK ((status = ANY (ARRAY['active'::text, 'locked'::text, 'returned'::text, 'revoked'::text]))),
  constraint certificate_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint certificate_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES signing.authority(id),
  constraint certificate_image_file_id_fkey FOREIGN KEY (image_file_id) REFERENCES files.file(id),
  constraint certificate_official_id_fkey FOREIGN KEY (official_id) REFERENCES directory.official(id),
  constraint certificate_fingerprint_key UNIQUE (fingerprint)
);

create table signing.custody (
  id uuid not null,
  certificate_id uuid not null,
  act text not null,
  at timestamp with time zone not null,
  given_by text not null default ''::text,
  given_to text not null default ''::text,
  note text not null default ''::text,
  recorded_by text not null,
  constraint custody_pkey PRIMARY KEY (id),
  constraint custody_act_check CHECK ((act = ANY (ARRAY['recorded'::text, 'handed_over'::text, 'returned'::text, 'locked'::text, 'unlocked'::text, 'revoked'::text]))),
  constraint custody_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES signing.certificate(id)
);

create table signing.document (
  id uuid not null,
  purpose text not null,
  subject_id uuid not null,
  title text not null,
  agency_id uuid not null,
  format text not null,
  file_id uuid not null,
  level text not null,
  verdict text not null,
  created_at timestamp with time zone not null,
  checked_at timestamp with time zone not null,
  raise_tries integer not null default 0,
  superseded_at timestamp with time zone,
  constraint document_pkey PRIMARY KEY (id),
  constraint document_format_check CHECK ((format = ANY (ARRAY['pades'::text, 'xades'::text, 'cades'::text]))),
  constraint document_level_check CHECK ((level = ANY (ARRAY['B-B'::text, 'B-T'::text, 'B-LT'::text]))),
  constraint document_verdict_check CHECK ((verdict = ANY (ARRAY['valid'::text, 'invalid'::text, 'in_doubt'::text]))),
  constraint document_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES directory.agency(id),
  constraint document_file_id_fkey FOREIGN KEY (file_id) REFERENCES files.file(id)
);

create table signing.evidence (
  signature_id uuid not null,
  sha256 text not null,
  kind text not null,
  kept_at timestamp with time zone not null,
  constraint evidence_pkey PRIMARY KEY (signature_id, sha256),
  constraint evidence_kind_check CHECK ((kind = ANY (ARRAY['certificate'::text, 'revocation'::text, 'time_stamp'::text]))),
  constraint evidence_sha256_fkey FOREIGN KEY (sha256) REFERENCES signing.evidence_content(sha256),
  constraint evidence_signature_id_fkey FOREIGN KEY (signature_id) REFERENCES signing.signature(id)
);

create table signing.evidence_content (
  sha256 text not null,
  der bytea not null,
  constraint evidence_content_pkey PRIMARY KEY (sha256),
  constraint evidence_content_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

create table signing.item (
  id uuid not null,
  session_id uuid not null,
  ordinal integer not null,
  purpose text not null,
  subject_id uuid not null,
  title text not null,
  detail text not null default ''::text,
  params jsonb not null default '{}'::jsonb,
  state text not null,
  prepared bytea,
  prepared_parts jsonb,
  attributes bytea,
  digest bytea,
  provider_reference text not null default ''::text,
  signature bytea,
  refusal text not null default ''::text,
  document_id uuid,
  changed_at timestamp with time zone not null,
  constraint item_pkey PRIMARY KEY (id),
  constraint item_check CHECK (((state <> ALL (ARRAY['waiting'::text, 'sent'::text, 'answered'::text])) OR ((prepared IS NOT NULL) AND (attributes IS NOT NULL) AND (digest IS NOT NULL)))),
  constraint item_check1 CHECK (((state <> 'answered'::text) OR (signature IS NOT NULL))),
  constraint item_check2 CHECK (((state <> 'signed'::text) OR (document_id IS NOT NULL))),
  constraint item_ordinal_check CHECK (((ordinal >= 1) AND (ordinal <= 100))),
  constraint item_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'answered'::text, 'signed'::text, 'failed'::text, 'cancelled'::text]))),
  constraint item_session_id_fkey FOREIGN KEY (session_id) REFERENCES signing.session(id),
  constraint item_session_id_ordinal_key UNIQUE (session_id, ordinal)
);

create table signing.revocation (
  authority_id uuid not null,
  kind text not null,
  about text not null default ''::text,
  der bytea,
  fetched_at timestamp with time zone,
  next_update_at timestamp with time zone,
  tried_at timestamp with time zone not null,
  problem text not null default ''::text,
  constraint revocation_pkey PRIMARY KEY (authority_id, kind, about),
  constraint revocation_check CHECK (((about = ''::text) = (kind = 'crl'::text))),
  constraint revocation_check1 CHECK (((der IS NULL) = (fetched_at IS NULL))),
  constraint revocation_kind_check CHECK ((kind = ANY (ARRAY['crl'::text, 'ocsp'::text]))),
  constraint revocation_authority_id_fkey FOREIGN KEY (authority_id) REFERENCES signing.authority(id)
);

create table signing.session (
  id uuid not null,
  official_id uuid,
  account_id uuid,
  certificate_id uuid not null,
  role text not null,
  way text not null,
  state text not null default 'open'::text,
  refusal text not null default ''::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  activation_secret bytea,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_check CHECK ((expires_at > created_at)),
  constraint session_check1 CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint session_check2 CHECK (((state = 'open'::text) OR (activation_secret IS NULL))),
  constraint session_role_check CHECK ((role = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint session_state_check CHECK ((state = ANY (ARRAY['open'::text, 'ended'::text, 'cancelled'::text, 'expired'::text]))),
  constraint session_way_check CHECK ((way = ANY (ARRAY['server'::text, 'agent'::text, 'remote'::text, 'sim'::text]))),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES identity.account(id),
  constraint session_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES signing.certificate(id),
  constraint session_official_id_fkey FOREIGN KEY (official_id) REFERENCES directory.official(id)
);

create table signing.signature (
  id uuid not null,
  document_id uuid not null,
  seq integer not null,
  role text not null,
  certificate_id uuid,
  session_id uuid,
  signer_name text not null,
  signer_title text not null default ''::text,
  claimed_at timestamp with time zone not null,
  proven_at timestamp with time zone,
  level text not null,
  verdict text not null,
  findings jsonb not null default '[]'::jsonb,
  checked_at timestamp with time zone not null,
  constraint signature_pkey PRIMARY KEY (id),
  constraint signature_level_check CHECK ((level = ANY (ARRAY['B-B'::text, 'B-T'::text, 'B-LT'::text]))),
  constraint signature_role_check CHECK ((role = ANY (ARRAY['person'::text, 'organisation'::text]))),
  constraint signature_seq_check CHECK ((seq > 0)),
  constraint signature_verdict_check CHECK ((verdict = ANY (ARRAY['valid'::text, 'invalid'::text, 'in_doubt'::text]))),
  constraint signature_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES signing.certificate(id),
  constraint signature_document_id_fkey FOREIGN KEY (document_id) REFERENCES signing.document(id),
  constraint signature_session_id_fkey FOREIGN KEY (session_id) REFERENCES signing.session(id),
  constraint signature_document_id_seq_key UNIQUE (document_id, seq)
);

create table signing.test_key (
  certificate_id uuid not null,
  key_secret bytea not null,
  constraint test_key_pkey PRIMARY KEY (certificate_id),
  constraint test_key_certificate_id_fkey FOREIGN KEY (certificate_id) REFERENCES signing.certificate(id)
);

create table signing.version (
  document_id uuid not null,
  seq integer not null,
  file_id uuid not null,
  because text not null,
  at timestamp with time zone not null,
  constraint version_pkey PRIMARY KEY (document_id, seq),
  constraint version_because_check CHECK ((because = ANY (ARRAY['signed'::text, 'raised'::text]))),
  constraint version_seq_check CHECK ((seq > 0)),
  constraint version_document_id_fkey FOREIGN KEY (document_id) REFERENCES signing.document(id),
  constraint version_file_id_fkey FOREIGN KEY (file_id) REFERENCES files.file(id)
);

CREATE INDEX agent_by_account ON signing.agent USING btree (account_id);
CREATE INDEX certificate_by_agency ON signing.certificate USING btree (agency_id, holder_kind, status);
CREATE INDEX certificate_by_end ON signing.certificate USING btree (valid_until, id);
CREATE INDEX certificate_by_official ON signing.certificate USING btree (official_id) WHERE (official_id IS NOT NULL);
CREATE INDEX certificate_by_search ON signing.certificate USING gin (search public.gin_trgm_ops);
CREATE INDEX custody_by_certificate ON signing.custody USING btree (certificate_id, at);
CREATE INDEX document_by_subject ON signing.document USING btree (subject_id);
CREATE UNIQUE INDEX document_current ON signing.document USING btree (purpose, subject_id) WHERE (superseded_at IS NULL);
CREATE INDEX document_to_check ON signing.document USING btree (checked_at, id);
CREATE INDEX document_to_raise ON signing.document USING btree (raise_tries, created_at) WHERE ((level <> 'B-LT'::text) AND (superseded_at IS NULL));
CREATE INDEX item_by_subject ON signing.item USING btree (subject_id);
CREATE UNIQUE INDEX item_one_at_once ON signing.item USING btree (purpose, subject_id) WHERE (state = ANY (ARRAY['waiting'::text, 'sent'::text, 'answered'::text]));
CREATE INDEX session_by_official ON signing.session USING btree (official_id, created_at);
CREATE INDEX session_open ON signing.session USING btree (expires_at) WHERE (state = 'open'::text);

-- audited('{id}', '{code_hash,token_hash}'): signing.agent
-- audited('{id}', '{der}'): signing.authority
-- audited('{id}', '{der}'): signing.certificate
-- audited('{id}', '{}'): signing.custody
-- audited('{id}', '{}'): signing.document
-- audited('{signature_id,sha256}', '{}'): signing.evidence
-- audited('{sha256}', '{der}'): signing.evidence_content
-- audited('{id}', '{prepared,attributes,digest,signature}'): signing.item
-- audited('{authority_id,kind,about}', '{der}'): signing.revocation
-- audited('{id}', '{activation_secret}'): signing.session
-- audited('{id}', '{}'): signing.signature
-- audited('{certificate_id}', '{key_secret}'): signing.test_key
-- audited('{document_id,seq}', '{}'): signing.version

grant usage on schema signing to cuaso_app;
grant delete, insert, select, update on table signing.agent to cuaso_app;
grant insert, select, update on table signing.authority to cuaso_app;
grant insert, select, update on table signing.certificate to cuaso_app;
grant insert, select on table signing.custody to cuaso_app;
grant insert, select, update on table signing.document to cuaso_app;
grant insert, select, update on table signing.evidence to cuaso_app;
grant insert, select on table signing.evidence_content to cuaso_app;
grant insert, select, update on table signing.item to cuaso_app;
grant delete, insert, select, update on table signing.revocation to cuaso_app;
grant insert, select, update on table signing.session to cuaso_app;
grant insert, select, update on table signing.signature to cuaso_app;
grant delete, insert, select, update on table signing.test_key to cuaso_app;
grant insert, select on table signing.version to cuaso_app;
