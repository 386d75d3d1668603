-- One number that moves whenever what an official may do could have changed: who keeps an actor between requests keeps
-- it for this number, so a revocation counts from the next request on. It follows from other rows, so it is not audited.
create table database.stamp (
  only_one boolean primary key default true check (only_one),
  version bigint not null
);
insert into database.stamp (version) values (1);
grant select on database.stamp to cuaso_app;

create function database.move_stamp() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update database.stamp set version = version + 1;
  return null;
end $$;
