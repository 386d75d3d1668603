-- Somebody without an account who asked for a one-time code to see the dossiers of a telephone, found or not. Of number, code and
-- token only keyed hashes are kept; `person` is sealed. Opened, the row is the short session in which the dossiers are seen.
create table services.lookup (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  number_hash bytea not null check (octet_length(number_hash) = 32),
  person bytea not null check (octet_length(person) <= 1000),
  contact_hash bytea check (octet_length(contact_hash) = 32),
  code_hash bytea check (octet_length(code_hash) = 32),
  tries smallint not null default 0 check (tries between 0 and 5),
  asked_at timestamptz not null,
  sent_at timestamptz,
  opened_at timestamptz,
  expires_at timestamptz not null,
  check (expires_at >= asked_at),
  check ((sent_at is null) = (contact_hash is null)),
  check (code_hash is null or sent_at is not null),
  check (opened_at is null or (sent_at is not null and code_hash is null))
);
create index lookup_by_number on services.lookup (number_hash, asked_at);
create index lookup_by_contact on services.lookup (contact_hash, sent_at) where contact_hash is not null;
create index lookup_by_age on services.lookup (asked_at);
