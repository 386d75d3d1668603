-- Who saw some rows, the newest first, older than `before_id`: what a person is told of the readers of what is his.
create function audit.views_of_rows(of_relations text[], of_keys text[], before_id bigint, at_most integer)
returns table (id bigint, at timestamptz, relation text, key text, operation text, actor text, request text)
language sql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
  select e.id, e.at, e.relation, e.key, e.operation, e.actor, e.request
  from (select distinct r, k from unnest(of_relations, of_keys) x(r, k)) mine
  join audit.entry e on e.relation = mine.r and e.key = mine.k and e.kind = 'view'
  where before_id is null or e.id < before_id
  order by e.id desc limit at_most
$$;
revoke all on function audit.views_of_rows(text[], text[], bigint, integer) from public;
grant execute on function audit.views_of_rows(text[], text[], bigint, integer) to cuaso_app;
