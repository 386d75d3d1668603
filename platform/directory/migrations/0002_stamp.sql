-- One number that moves whenever what an official may do could have changed: who keeps an actor between requests keeps
-- it for this number, so a revocation counts from the next request on.
create table directory.stamp (
  only_one boolean primary key default true check (only_one),
  version bigint not null
);
insert into directory.stamp (version) values (1);

create function directory.move_stamp() returns trigger language plpgsql as $$
begin
  update directory.stamp set version = version + 1;
  return null;
end $$;

create trigger moves_stamp after insert or update or delete on directory.position for each statement execute function directory.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.appointment for each statement execute function directory.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.unit for each statement execute function directory.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.agency_version for each statement execute function directory.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.official for each statement execute function directory.move_stamp();
