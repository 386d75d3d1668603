-- A file that is being handed in piece by piece over a bad line (tus 1.0). Once whole it becomes a file.
create table files.upload (
  id uuid primary key,
  uploaded_by text not null,
  name text not null check (length(name) between 1 and 500),
  size integer not null check (size between 1 and 20971520),
  received integer not null default 0 check (received between 0 and size),
  file_id uuid references files.file,
  begun_at timestamptz not null,
  check (file_id is null or received = size)
);
create index upload_by_uploader on files.upload (uploaded_by, begun_at);
create index upload_by_age on files.upload (begun_at);
create index upload_by_file on files.upload (file_id) where file_id is not null;

-- The pieces that have come so far; they go once the file is whole.
create table files.upload_part (
  upload_id uuid not null references files.upload,
  starts_at integer not null check (starts_at >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  primary key (upload_id, starts_at)
);
alter table files.upload_part alter column bytes set storage external;
