-- After a bulk load the planner knows nothing of the new rows until autovacuum comes by; this tells it at once.
create function database.refresh_statistics() returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  one record;
begin
  for one in
    select schemaname, tablename from pg_tables where tableowner = current_user order by 1, 2
  loop
    execute format('analyze %I.%I', one.schemaname, one.tablename);
  end loop;
end $$;
revoke all on function database.refresh_statistics() from public;
grant execute on function database.refresh_statistics() to cuaso_app;
