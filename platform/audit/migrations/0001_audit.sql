-- Who did what to which row, and who saw what. Entries are only ever added; batches chain them by hash.

create table audit.entry (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('insert', 'update', 'delete', 'view')),
  relation text not null,
  key text not null,
  before jsonb,
  after jsonb,
  operation text not null,
  actor text not null,
  request text not null
);
create index entry_by_row on audit.entry (relation, key, id);
create index entry_by_xid on audit.entry (xid, id);
create index entry_by_actor on audit.entry (actor, id);

-- A batch seals the entries of settled transactions: their ids and leaf hashes, the Merkle root, and the hash of the batch before.
create table audit.batch (
  number bigint primary key,
  until_xid xid8 not null,
  sealed_at timestamptz not null default clock_timestamp(),
  -- How many entries are sealed, this batch included.
  sealed bigint not null,
  ids bigint[] not null,
  leaves bytea[] not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null
);

create function audit.image(full_row jsonb, hidden text[]) returns jsonb language sql immutable parallel safe as $$
  select case when hidden = '{}' then full_row else full_row || coalesce((
    select jsonb_object_agg(h, 'sha256:' || encode(sha256(convert_to(full_row ->> h, 'UTF8')), 'hex'))
    from unnest(hidden) h where full_row ->> h is not null), '{}') end
$$;

create function audit.key_of(full_row jsonb, keys text[]) returns text language sql immutable parallel safe as $$
  select case when cardinality(keys) = 1 then full_row ->> keys[1]
    else (select string_agg(full_row ->> k, '/' order by o) from unnest(keys) with ordinality x(k, o)) end
$$;

create function audit.changed(from_row jsonb, to_row jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(to_row) where from_row -> key is distinct from value
$$;

-- The time zone is fixed so that an image is the same text whoever writes and whoever verifies.
create function audit.record() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
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
end $$;

-- A person looked at something: kept like a change, but without waiting for the disk.
create function audit.record_view(by_operation text, by_actor text, by_request text, of_relation text, keys text[])
returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('synchronous_commit', 'off', true);
  insert into audit.entry (kind, relation, key, operation, actor, request)
  select 'view', of_relation, k, by_operation, by_actor, by_request from unnest(keys) k;
end $$;

create function audit.leaf(e audit.entry) returns bytea language sql stable set timezone = 'UTC' as $$
  select sha256(convert_to(jsonb_build_array(e.id, e.xid::text, e.at, e.kind, e.relation, e.key, e.before, e.after, e.operation, e.actor, e.request)::text, 'UTF8'))
$$;

-- The Merkle root of the leaves: pairs are hashed level by level, an odd last one goes up as it is.
create function audit.root_of(leaves bytea[]) returns bytea language plpgsql immutable as $$
declare
  level bytea[] := leaves;
begin
  while cardinality(level) > 1 loop
    select array_agg(case when b is null then a else sha256(a || b) end order by i) into level
    from (select i, level[i] a, level[i + 1] b from generate_series(1, cardinality(level), 2) i) pairs;
  end loop;
  return coalesce(level[1], sha256(''::bytea));
end $$;

create function audit.hash_of(number bigint, previous bytea, root bytea, ids bigint[]) returns bytea language sql immutable as $$
  select sha256(convert_to(number::text, 'UTF8') || previous || root || sha256(convert_to(ids::text, 'UTF8')))
$$;

-- Seals what settled transactions have left unsealed, in batches of at most 4,096; returns how many entries.
-- Writers never wait for it: it reads only rows of transactions that are over.
create function audit.seal() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;

-- Later values of a column replace earlier ones: folding a row's changes gives the row.
create aggregate audit.fold (jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}');

-- Each column must be what the record of its changes says; columns added by a later migration are not in older images.
create function audit.agrees(recorded jsonb, actual jsonb) returns boolean language sql immutable as $$
  select not exists (select from jsonb_each(recorded) r where actual ? r.key and actual -> r.key is distinct from r.value)
$$;

-- The newest batch: who keeps its hash can later show whether anything before it was changed.
create function audit.head() returns table (number bigint, hash text, sealed_at timestamptz, sealed bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select number, encode(hash, 'hex'), sealed_at, sealed from audit.batch order by number desc limit 1
$$;

-- How many entries wait for the next seal.
create function audit.unsealed() returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select count(*) from audit.entry where xid >= coalesce((select until_xid from audit.batch order by number desc limit 1), '0'::xid8)
$$;

-- Entries that fit, newest first, older than `before_id`; what is null is not asked for.
create function audit.find_entries(of_kind text, of_relation text, of_key text, by_actor text, by_operation text, from_at timestamptz,
  to_at timestamptz, before_id bigint, at_most integer) returns setof audit.entry
language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
begin
  return query select * from audit.entry e
    where (of_kind is null or e.kind = of_kind) and (of_relation is null or e.relation = of_relation)
      and (of_key is null or e.key = of_key) and (by_actor is null or e.actor = by_actor)
      and (by_operation is null or e.operation = by_operation) and (from_at is null or e.at >= from_at)
      and (to_at is null or e.at < to_at) and (before_id is null or e.id < before_id)
    order by e.id desc limit at_most;
end $$;

revoke all on all functions in schema audit from public;
grant usage on schema audit to cuaso_app;
grant execute on function audit.record_view(text, text, text, text, text[]), audit.seal(), audit.head(), audit.unsealed(),
  audit.find_entries(text, text, text, text, text, timestamptz, timestamptz, bigint, integer) to cuaso_app;
revoke all on all tables in schema audit from cuaso_app;
