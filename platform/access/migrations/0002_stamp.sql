create trigger moves_stamp after insert or update or delete on access.grant for each statement execute function database.move_stamp();
create trigger moves_stamp after insert or update or delete on access.delegation for each statement execute function database.move_stamp();
