create schema operations;

-- A command that a person or partner may send twice carries a key; the second time it gets the first answer.
create table operations.idempotency (
  actor text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  output jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (actor, key)
);
create index idempotency_by_age on operations.idempotency (at);
grant usage on schema operations to cuaso_app;
grant select, insert, update, delete on all tables in schema operations to cuaso_app;
