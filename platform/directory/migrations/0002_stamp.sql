-- What moves the stamp (database.stamp) in the directory.
create trigger moves_stamp after insert or update or delete on directory.position for each statement execute function database.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.appointment for each statement execute function database.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.unit for each statement execute function database.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.agency_version for each statement execute function database.move_stamp();
create trigger moves_stamp after insert or update or delete on directory.official for each statement execute function database.move_stamp();
